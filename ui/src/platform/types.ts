/**
 * The one door between the window and the core. `tauri.ts` leads to the real core, `fake.ts` plays
 * back answers in tests. Every method answers or rejects with a `WireError`; nothing here knows the
 * file system: documents are named by ids, which the core resolves and checks.
 */
import type { Change } from './generated/Change';
import type { DocumentRequest } from './generated/DocumentRequest';
import type { DocumentView } from './generated/DocumentView';
import type { ExternalRequest } from './generated/ExternalRequest';
import type { LibraryInfo } from './generated/LibraryInfo';
import type { LibraryProblems } from './generated/LibraryProblems';
import type { LibraryTree } from './generated/LibraryTree';
import type { OpenLibraryRequest } from './generated/OpenLibraryRequest';
import type { Place } from './generated/Place';
import type { SearchRequest } from './generated/SearchRequest';
import type { SearchResponse } from './generated/SearchResponse';
import type { Settings } from './generated/Settings';
import type { StartState } from './generated/StartState';

export type * from './generated/Change';
export type * from './generated/DocumentRow';
export type * from './generated/DocumentView';
export type * from './generated/ErrorCode';
export type * from './generated/Field';
export type * from './generated/FileProblems';
export type * from './generated/FilterChip';
export type * from './generated/Folder';
export type * from './generated/Hit';
export type * from './generated/HitGroup';
export type * from './generated/IndexState';
export type * from './generated/LibraryInfo';
export type * from './generated/LibraryProblems';
export type * from './generated/LibraryTree';
export type * from './generated/Notice';
export type * from './generated/OpenLibraryRequest';
export type * from './generated/OutlineEntry';
export type * from './generated/Part';
export type * from './generated/Place';
export type * from './generated/Problem';
export type * from './generated/ProblemSeverity';
export type * from './generated/Reason';
export type * from './generated/RecentLibrary';
export type * from './generated/SearchResponse';
export type * from './generated/Settings';
export type * from './generated/Snippet';
export type * from './generated/StartState';
export type * from './generated/WireError';

/** What the window may ask of the core. */
export interface Platform {
  /** Everything for the first painting, in one call. */
  start(): Promise<StartState>;
  /** Opens the starter library or one that was opened before. */
  openLibrary(request: OpenLibraryRequest): Promise<LibraryInfo>;
  /** Shows the system's folder dialog; null when the person closes it. */
  chooseLibrary(): Promise<LibraryInfo | null>;
  /** Folders, documents, services and tags of the open library. */
  tree(): Promise<LibraryTree>;
  /** What is wrong in the open library, the worst files first. */
  problems(): Promise<LibraryProblems>;
  /** Searches the open library; never rejects for what was typed. */
  search(request: SearchRequest): Promise<SearchResponse>;
  /** A document, ready to be shown. */
  openDocument(request: DocumentRequest): Promise<DocumentView>;
  /** Opens an address of a document outside of the app. */
  openExternal(request: ExternalRequest): Promise<void>;
  /** Stores the settings and answers with what was stored. */
  saveSettings(settings: Settings): Promise<Settings>;
  /** Remembers where the reader is. */
  savePlace(place: Place): Promise<void>;
  /** Stops the indexing that goes on. */
  cancelIndex(): Promise<void>;
  /** Brings the index up to date. */
  updateIndex(): Promise<void>;
  /** Throws the index away and builds it anew. */
  rebuildIndex(): Promise<void>;
  /** Calls the listener for every change; the answer ends that. */
  onChange(listener: (change: Change) => void): Promise<() => void>;
  /** The address under which the window loads an image of the library. */
  imageAddress(path: string): string;
}
