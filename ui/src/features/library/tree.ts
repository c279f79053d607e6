/** The library's tree as the rows that are in sight of it: folders that are open show what they hold. */
import type { DocumentRow, Folder } from '../../platform/types';

interface Place {
  /** From 1, as ARIA counts. */
  level: number;
  position: number;
  siblings: number;
  /** Path of the folder that it lies in. */
  parent: string;
}

export type TreeRow = Place &
  ({ kind: 'folder'; folder: Folder; open: boolean } | { kind: 'document'; row: DocumentRow });

/** Rows of the tree from top to bottom. */
export function treeRows(root: Folder, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  addRows(rows, root, open, 1);
  return rows;
}

function addRows(rows: TreeRow[], parent: Folder, open: ReadonlySet<string>, level: number): void {
  const siblings = parent.folders.length + parent.documents.length;
  let position = 0;
  const place = (): Place => ({ level, position: ++position, siblings, parent: parent.path });
  for (const folder of parent.folders) {
    const isOpen = open.has(folder.path);
    rows.push({ kind: 'folder', folder, open: isOpen, ...place() });
    if (isOpen) addRows(rows, folder, open, level + 1);
  }
  for (const row of parent.documents) rows.push({ kind: 'document', row, ...place() });
}

/** What names a row for as long as the tree lives. */
export function rowKey(row: TreeRow): string {
  return row.kind === 'folder' ? `${row.folder.path}/` : row.row.id;
}

/** The folders that hold a document, the outermost first. */
export function foldersOf(id: string): string[] {
  const parts = id.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Folders to open at first: the only child of its parent tells nothing while it is shut. */
export function openAtFirst(root: Folder): string[] {
  const open: string[] = [];
  for (let folder = root; folder.folders.length === 1 && folder.documents.length === 0;) {
    const only = folder.folders[0];
    if (!only) break;
    open.push(only.path);
    folder = only;
  }
  return open;
}
