/**
 * Libraries that run where `Object.prototype` is frozen, as it is in the window: there, assigning a name
 * that it has (`x.constructor = y`) fails, though it is not its own property that is meant. Such
 * assignments become definitions while the bundle is made; nothing else is changed.
 */
import type { Plugin } from 'vite';

const NAMES = new Set([
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
]);

/** Copied key by key in d3-color, where the keys are such names. */
const BY_KEY = /\bprototype\[key\] = definition\[key\];/g;

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

export function definesOwnProperties(): Plugin {
  return {
    name: 'defines-own-properties',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/node_modules/') || !/\.m?js($|\?)/.test(id)) return null;
      const keyed = code.replace(BY_KEY, 'ownProperty$(prototype, key, definition[key]);');
      const edits = assignments(this.parse(keyed) as unknown as Node);
      if (edits.length === 0 && keyed === code) return null;
      return { code: `${apply(keyed, edits)}\n${HELPER}`, map: null };
    },
  };
}

const HELPER =
  'function ownProperty$(object, name, value) {' +
  ' Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });' +
  ' return value; }';

interface Edit {
  from: number;
  to: number;
  text: string;
}

/** What turns `a.constructor = b` into `ownProperty$(a, "constructor", b)`, wherever it stands. */
function assignments(node: Node): Edit[] {
  const edits: Edit[] = [];
  const waiting: unknown[] = [node];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) waiting.push(...(next as unknown[]));
    else if (isNode(next)) {
      edits.push(...assignment(next));
      waiting.push(...Object.values(next));
    }
  }
  return edits;
}

function assignment(node: Node): Edit[] {
  const { left, right, operator } = node;
  if (node.type !== 'AssignmentExpression' || operator !== '=' || !isNode(left) || !isNode(right)) {
    return [];
  }
  const { object, property, computed } = left;
  const named = left.type === 'MemberExpression' && computed === false && isNode(property);
  if (!named || !isNode(object) || !NAMES.has(String(property.name))) return [];
  return [
    { from: node.start, to: object.start, text: 'ownProperty$(' },
    { from: object.end, to: right.start, text: `, "${String(property.name)}", ` },
    { from: right.end, to: node.end, text: ')' },
  ];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Applies edits that do not overlap; at one place, what closes comes before what opens. */
function apply(code: string, edits: Edit[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    out += code.slice(at, from) + text;
    at = Math.max(at, to);
  }
  return out + code.slice(at);
}
