/**
 * Texts on the fake core: what is the same at both ends of two texts is the same, the rest is one difference; a field of
 * front matter is a line of its own.
 */
import type { MergeRegion, RunDiffLine, Texts } from './types';

const MATTER = /^---\n((?:.*\n)*?)---\n/;

/** The methods of the platform that concern texts in the window's hands. */
export function fakeTexts(): Texts {
  return {
    diff: ({ old, new: text }) => {
      const { before, ours, theirs, after } = split(old, text);
      const line = (kind: RunDiffLine['kind'], words: string): RunDiffLine => ({
        kind,
        old: null,
        new: null,
        parts: [{ text: words.replace('\n', ''), changed: false }],
      });
      return Promise.resolve([
        ...before.map((words) => line('same', words)),
        ...ours.map((words) => line('removed', words)),
        ...theirs.map((words) => line('added', words)),
        ...after.map((words) => line('same', words)),
      ]);
    },
    merge: ({ mine, original, theirs }) => {
      const { before, ours, theirs: other, after } = split(mine, theirs);
      const from = original === null ? [] : split(original, mine).ours;
      const regions: MergeRegion[] = [
        { kind: 'same', mine: before.join(''), original: '', theirs: '' },
        {
          kind: 'conflict',
          mine: ours.join(''),
          original: from.join(''),
          theirs: other.join(''),
        },
        { kind: 'same', mine: after.join(''), original: '', theirs: '' },
      ];
      return Promise.resolve(
        regions.filter((region) => region.kind !== 'same' || region.mine !== ''),
      );
    },
    readFields: ({ text, keys }) => {
      const lines = (MATTER.exec(text)?.[1] ?? '').split('\n');
      return Promise.resolve(
        keys.map((key) => {
          const line = lines.find((each) => each.startsWith(`${key}: `));
          const value = line?.slice(key.length + 2).replace(/^\[|\]$/g, '') ?? '';
          return { key, values: value.split(', ').filter(Boolean) };
        }),
      );
    },
    setField: ({ text, key, values, list }) => {
      const said = list ? `[${values.join(', ')}]` : (values[0] ?? '');
      const line = values.length > 0 ? `${key}: ${said}\n` : '';
      const matter = MATTER.exec(text);
      if (!matter) return Promise.resolve([{ from: 0, to: 0, insert: `---\n${line}---\n` }]);
      const old = (matter[1] ?? '').split(/(?<=\n)/).find((each) => each.startsWith(`${key}:`));
      const from = old === undefined ? matter[0].length - 4 : matter[0].indexOf(old);
      return Promise.resolve([{ from, to: from + (old?.length ?? 0), insert: line }]);
    },
  };
}

function split(
  old: string,
  text: string,
): { before: string[]; ours: string[]; theirs: string[]; after: string[] } {
  const [ours, theirs] = [old.split(/(?<=\n)/), text.split(/(?<=\n)/)];
  const most = Math.min(ours.length, theirs.length);
  let first = 0;
  while (first < most && ours[first] === theirs[first]) first++;
  let last = 0;
  while (last < most - first && ours.at(-1 - last) === theirs.at(-1 - last)) last++;
  return {
    before: ours.slice(0, first),
    ours: ours.slice(first, ours.length - last),
    theirs: theirs.slice(first, theirs.length - last),
    after: ours.slice(ours.length - last),
  };
}
