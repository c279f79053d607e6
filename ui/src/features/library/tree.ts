/** The library's tree as the rows that are in sight of it: folders that are open show what they hold. */
import type { DocumentRow, Folder, FolderRow } from '../../platform/types';

interface Place {
  /** From 1, as ARIA counts. */
  level: number;
  position: number;
  siblings: number;
  /** Path of the folder that it lies in. */
  parent: string;
}

export type TreeRow = Place &
  ({ kind: 'folder'; folder: FolderRow; open: boolean } | { kind: 'document'; row: DocumentRow });

/** Rows of the tree from top to bottom, as far as folders are open and known. */
export function treeRows(known: ReadonlyMap<string, Folder>, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  add('', 1);
  return rows;

  function add(parent: string, level: number): void {
    const { folders, documents } = known.get(parent) ?? { folders: [], documents: [] };
    const siblings = folders.length + documents.length;
    let position = 0;
    const place = (): Place => ({ level, position: ++position, siblings, parent });
    for (const folder of folders) {
      const isOpen = open.has(folder.path);
      rows.push({ kind: 'folder', folder, open: isOpen, ...place() });
      if (isOpen) add(folder.path, level + 1);
    }
    for (const row of documents) rows.push({ kind: 'document', row, ...place() });
  }
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
