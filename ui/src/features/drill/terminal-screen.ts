/** What is written on the terminal's screen, and in which colours. It keeps nothing and types nothing. */
import type { ITheme } from '@xterm/xterm';
import { colourOf } from '../../design/components/colour';
import type { DrillOutput } from '../../platform/types';

const GREEN = '\u001b[1;32m';
const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';

/**
 * A line that was typed and what came of it, for a screen of so many columns. The core has taken every escape sequence out
 * of the texts.
 */
export function printedOf(
  { line, text, failed }: DrillOutput,
  prompt: string,
  columns: number,
): string {
  const typed = line === null ? '' : `${GREEN}${prompt.trimEnd()}${PLAIN} ${line}\n`;
  const shown = text.replace(/\n$/, '').split('\n');
  const body = shown.map((each) => wrapped(each, columns)).join('\n');
  return typed + (text === '' ? '' : `${failed ? RED : ''}${body}${PLAIN}\n`);
}

/** Prose goes on below between two words. What stands in columns stays as it is, wherever the screen breaks it. */
export function wrapped(line: string, columns: number): string {
  if (line.length <= columns || /\S(?: {2,}|\t| ?\| ?)\S/.test(line)) return line;
  const rows = [''];
  for (const word of line.split(' ')) {
    const row = rows.at(-1) ?? '';
    if (row === '') rows[rows.length - 1] = word;
    else if (row.length + 1 + word.length <= columns) rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows.join('\n');
}

/** The colours of the theme, as the screen takes them. */
export function coloursOf(element: HTMLElement): ITheme {
  const of = (token: string): string => asRgb(colourOf(element, token));
  return {
    background: of('--code-bg'),
    foreground: of('--text'),
    green: of('--success'),
    red: of('--danger'),
    selectionBackground: of('--selected'),
  };
}

/** Any colour as the three numbers that the screen understands. */
function asRgb(colour: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return '#888888';
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
}
