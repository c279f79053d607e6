/** Texts on the fake core: what is the same at both ends of two texts is the same, the rest is one difference. */
import type { MergeRegion, RunDiffLine, Texts } from './types';

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
