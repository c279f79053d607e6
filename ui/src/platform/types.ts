/**
 * The one door between the window and the core. `tauri.ts` leads to the real core, `fake.ts` plays
 * back answers in tests. Every method answers or rejects with a `WireError`; nothing here knows the
 * file system: documents are named by ids, which the core resolves and checks.
 */
import type { Drills } from './drills';
import type { Edits } from './edits';
import type { AlertSearchRequest } from './generated/AlertSearchRequest';
import type { Change } from './generated/Change';
import type { DocumentList } from './generated/DocumentList';
import type { DocumentRequest } from './generated/DocumentRequest';
import type { DocumentsRequest } from './generated/DocumentsRequest';
import type { DocumentView } from './generated/DocumentView';
import type { EditProposal } from './generated/EditProposal';
import type { ExternalRequest } from './generated/ExternalRequest';
import type { FindRequest } from './generated/FindRequest';
import type { Folder } from './generated/Folder';
import type { FoldersRequest } from './generated/FoldersRequest';
import type { Repository } from './repository';
import type { DocumentLife } from './generated/DocumentLife';
import type { LifeActRequest } from './generated/LifeActRequest';
import type { Upkeep } from './generated/Upkeep';
import type { LibraryInfo } from './generated/LibraryInfo';
import type { LibraryProblems } from './generated/LibraryProblems';
import type { LibraryTree } from './generated/LibraryTree';
import type { OpenLibraryRequest } from './generated/OpenLibraryRequest';
import type { Person } from './generated/Person';
import type { Place } from './generated/Place';
import type { RunActRequest } from './generated/RunActRequest';
import type { RunExport } from './generated/RunExport';
import type { RunExportRequest } from './generated/RunExportRequest';
import type { RunImported } from './generated/RunImported';
import type { RunListRequest } from './generated/RunListRequest';
import type { RunOffer } from './generated/RunOffer';
import type { RunPrepareRequest } from './generated/RunPrepareRequest';
import type { RunProposal } from './generated/RunProposal';
import type { RunRequest } from './generated/RunRequest';
import type { RunRow } from './generated/RunRow';
import type { RunShared } from './generated/RunShared';
import type { RunStartRequest } from './generated/RunStartRequest';
import type { RunView } from './generated/RunView';
import type { SearchRequest } from './generated/SearchRequest';
import type { SearchResponse } from './generated/SearchResponse';
import type { Settings } from './generated/Settings';
import type { StartState } from './generated/StartState';
import type { CheckHistory } from './generated/CheckHistory';
import type { CheckHistoryRequest } from './generated/CheckHistoryRequest';
import type { CheckStartRequest } from './generated/CheckStartRequest';
import type { Stretch } from './generated/Stretch';
import type { Today } from './generated/Today';
import type { TodayRequest } from './generated/TodayRequest';
import type { AlertGaps } from './generated/AlertGaps';
import type { NewDocument } from './generated/NewDocument';
import type { NewOffer } from './generated/NewOffer';
import type { NewOfferRequest } from './generated/NewOfferRequest';
import type { NewRequest } from './generated/NewRequest';
import type { Backlinks } from './generated/Backlinks';
import type { BacklinksRequest } from './generated/BacklinksRequest';
import type { Exported } from './generated/Exported';
import type { KeptDocuments } from './generated/KeptDocuments';
import type { Peek } from './generated/Peek';
import type { PinRequest } from './generated/PinRequest';
import type { SectionLink } from './generated/SectionLink';
import type { SectionPreview } from './generated/SectionPreview';
import type { SectionRequest } from './generated/SectionRequest';
import type { Texts } from './texts';

export type * from './drills';
export type * from './edits';
export type * from './texts';
export type * from './generated/AlertGap';
export type * from './generated/AlertGaps';
export type * from './generated/AlertLabel';
export type * from './generated/AlertLink';
export type * from './generated/AlertRow';
export type * from './generated/AlertStatus';
export type * from './generated/AlertView';
export type * from './generated/Change';
export type * from './generated/DocumentRow';
export type * from './generated/DocumentView';
export type * from './generated/CompareRequest';
export type * from './generated/DocumentVersion';
export type * from './generated/DocumentVersions';
export type * from './generated/GitChange';
export type * from './generated/GitChangeKind';
export type * from './generated/GitChoice';
export type * from './generated/GitCommit';
export type * from './generated/GitCommitRequest';
export type * from './generated/GitConflict';
export type * from './generated/GitConflictFile';
export type * from './generated/GitMessageRequest';
export type * from './generated/GitOutcome';
export type * from './generated/GitProgram';
export type * from './generated/GitPulled';
export type * from './generated/GitSettleRequest';
export type * from './generated/GitSettled';
export type * from './generated/GitSide';
export type * from './generated/GitState';
export type * from './generated/GitTrust';
export type * from './generated/GitTrustRequest';
export type * from './generated/GitView';
export type * from './generated/RestoreOffer';
export type * from './generated/RestoreRequest';
export type * from './generated/VersionChange';
export type * from './generated/VersionDifference';
export type * from './generated/VersionName';
export type * from './generated/ErrorCode';
export type * from './generated/Field';
export type * from './generated/FileProblems';
export type * from './generated/FirstProblem';
export type * from './generated/FirstWhy';
export type * from './generated/FilterChip';
export type * from './generated/Folder';
export type * from './generated/Hit';
export type * from './generated/HitGroup';
export type * from './generated/IndexState';
export type * from './generated/ChangeClass';
export type * from './generated/DocumentLife';
export type * from './generated/DocumentStatus';
export type * from './generated/LifeAct';
export type * from './generated/LifeActRequest';
export type * from './generated/OwnerRow';
export type * from './generated/ProposalRow';
export type * from './generated/ReadingRow';
export type * from './generated/ReasonWeight';
export type * from './generated/RecordProblem';
export type * from './generated/SignatureProof';
export type * from './generated/SignatureRow';
export type * from './generated/Upkeep';
export type * from './generated/UpkeepCounts';
export type * from './generated/UpkeepInput';
export type * from './generated/UpkeepReason';
export type * from './generated/UpkeepRow';
export type * from './generated/LibraryInfo';
export type * from './generated/LibraryProblems';
export type * from './generated/LibraryTree';
export type * from './generated/Moment';
export type * from './generated/NamedValue';
export type * from './generated/NewDocument';
export type * from './generated/NewFields';
export type * from './generated/NewFieldProblem';
export type * from './generated/NewFrom';
export type * from './generated/NewKnown';
export type * from './generated/NewOffer';
export type * from './generated/NewOfferRequest';
export type * from './generated/NewPart';
export type * from './generated/NewRequest';
export type * from './generated/Notice';
export type * from './generated/OpenLibraryRequest';
export type * from './generated/OutlineEntry';
export type * from './generated/Part';
export type * from './generated/Person';
export type * from './generated/Place';
export type * from './generated/Problem';
export type * from './generated/ProblemSeverity';
export type * from './generated/Reason';
export type * from './generated/RecentLibrary';
export type * from './generated/RunAct';
export type * from './generated/RunActRequest';
export type * from './generated/RunAlert';
export type * from './generated/RunBlock';
export type * from './generated/RunBlockKind';
export type * from './generated/RunBranch';
export type * from './generated/RunChange';
export type * from './generated/RunClosing';
export type * from './generated/RunCommand';
export type * from './generated/RunDestructive';
export type * from './generated/RunDiffKind';
export type * from './generated/RunDiffLine';
export type * from './generated/RunDiffPart';
export type * from './generated/RunExport';
export type * from './generated/RunExportForm';
export type * from './generated/RunExportRequest';
export type * from './generated/RunForm';
export type * from './generated/RunImportOutcome';
export type * from './generated/RunImported';
export type * from './generated/RunJump';
export type * from './generated/RunListRequest';
export type * from './generated/RunLogEntry';
export type * from './generated/RunNote';
export type * from './generated/RunOffer';
export type * from './generated/RunOrigin';
export type * from './generated/RunOutput';
export type * from './generated/RunParameter';
export type * from './generated/ReadingStanding';
export type * from './generated/RunReading';
export type * from './generated/CheckHistory';
export type * from './generated/ReadingHistory';
export type * from './generated/ReadingPoint';
export type * from './generated/RunCheck';
export type * from './generated/Today';
export type * from './generated/TodayAhead';
export type * from './generated/TodayDone';
export type * from './generated/TodayRow';
export type * from './generated/TodayState';
export type * from './generated/RunPart';
export type * from './generated/RunPrepareRequest';
export type * from './generated/RunProgress';
export type * from './generated/RunProposal';
export type * from './generated/RunRequest';
export type * from './generated/RunRight';
export type * from './generated/RunRow';
export type * from './generated/RunShared';
export type * from './generated/RunStartRequest';
export type * from './generated/RunState';
export type * from './generated/RunStatus';
export type * from './generated/RunStep';
export type * from './generated/RunUndo';
export type * from './generated/RunView';
export type * from './generated/RunWait';
export type * from './generated/SearchResponse';
export type * from './generated/Settings';
export type * from './generated/Snippet';
export type * from './generated/StartState';
export type * from './generated/TemplateRow';
export type * from './generated/WireError';
export type * from './generated/Backlink';
export type * from './generated/BacklinkDocument';
export type * from './generated/Backlinks';
export type * from './generated/KeptDocuments';
export type * from './generated/Peek';
export type * from './generated/SectionPreview';
export type * from './generated/SectionRequest';
export type * from './generated/FindRequest';
export type * from './generated/FolderRow';
export type * from './generated/Stretch';

/** What concerns recurring work. */
export interface Recurring {
  /** What is due on a day, what was missed and what comes next. */
  today(request: TodayRequest): Promise<Today>;
  /** Begins recurring work for one of its days. */
  startCheck(request: CheckStartRequest): Promise<RunView>;
  /** Writes the record of a closed run of recurring work below `records/` of its library. */
  shareCheck(request: RunRequest): Promise<RunShared>;
  /** What was read over time when a document or its translations were followed. */
  checkHistory(request: CheckHistoryRequest): Promise<CheckHistory>;
  /** The same as CSV, for the clipboard. */
  exportChecks(request: CheckHistoryRequest): Promise<RunExport>;
  /** Saves the CSV where the system's dialog says; the path to show, null when the person closes it. */
  saveChecks(request: CheckHistoryRequest): Promise<string | null>;
}

/** What the window may ask of the core. */
export interface Platform extends Drills, Edits, Recurring, Repository, Texts {
  /** Everything for the first painting, in one call. */
  start(): Promise<StartState>;
  /** Opens the starter library or one that was opened before. */
  openLibrary(request: OpenLibraryRequest): Promise<LibraryInfo>;
  /** Shows the system's folder dialog; null when the person closes it. */
  chooseLibrary(): Promise<LibraryInfo | null>;
  /** The first folders of the tree, services and tags of the open library. */
  tree(): Promise<LibraryTree>;
  /** What lies in folders; those that are gone are left out. */
  folders(request: FoldersRequest): Promise<Folder[]>;
  /** A stretch of all documents, by title. */
  documents(request: DocumentsRequest): Promise<DocumentList>;
  /** What is wrong in the open library, the worst files first. */
  problems(): Promise<LibraryProblems>;
  /** Searches the open library; never rejects for what was typed. */
  search(request: SearchRequest): Promise<SearchResponse>;
  /** Searches for an alert of a pasted text; a text without one is searched by its words. */
  searchAlert(request: AlertSearchRequest): Promise<SearchResponse>;
  /** A document, ready to be shown. */
  openDocument(request: DocumentRequest): Promise<DocumentView>;
  /** Opens an address of a document outside of the app. */
  openExternal(request: ExternalRequest): Promise<void>;
  /** Stores the settings and answers with what was stored. */
  saveSettings(settings: Settings): Promise<Settings>;
  /** Remembers where the reader is. */
  savePlace(place: Place): Promise<void>;
  /** Where something stands in a text that is shown, by the search's own analysis. */
  find(request: FindRequest): Promise<Stretch[]>;
  /** A section as the reader would show it; nothing is opened by that. */
  preview(request: SectionRequest): Promise<SectionPreview>;
  /** What a link leads to, in a few lines. */
  peek(request: SectionRequest): Promise<Peek>;
  /** What leads to a document. */
  backlinks(request: BacklinksRequest): Promise<Backlinks>;
  /** Pinned documents and those opened lately. */
  kept(): Promise<KeptDocuments>;
  /** Pins a document or lets go of it; answers with all that is kept. */
  pin(request: PinRequest): Promise<KeptDocuments>;
  /** Remembers that the person opened a document; answers with all that is kept. */
  visit(request: DocumentRequest): Promise<KeptDocuments>;
  /** The place as others can be told of it. */
  link(request: SectionRequest): Promise<SectionLink>;
  /** Asks for a file and writes the document to it; null when the person chooses none. */
  exportDocument(request: DocumentRequest): Promise<Exported | null>;
  /** Stops the indexing that goes on. */
  cancelIndex(): Promise<void>;
  /** Brings the index up to date. */
  updateIndex(): Promise<void>;
  /** Throws the index away and builds it anew. */
  rebuildIndex(): Promise<void>;
  /** How a document stands: status, signatures, and what speaks against trusting it. */
  life(request: DocumentRequest): Promise<DocumentLife>;
  /** Signs, reviews, approves or answers; answers with how the document stands then. */
  actInLife(request: LifeActRequest): Promise<DocumentLife>;
  /** What the open library asks for today. */
  upkeep(): Promise<Upkeep>;
  /** What following a document would mean; for the dialog that begins a run. */
  prepareRun(request: RunPrepareRequest): Promise<RunOffer>;
  /** Begins a run. */
  startRun(request: RunStartRequest): Promise<RunView>;
  /** A run as it is now. */
  run(request: RunRequest): Promise<RunView>;
  /** Does something in a run; answers with the run as it is then. */
  act(request: RunActRequest): Promise<RunView>;
  /** Runs of one document or of all, the latest first. */
  runs(request: RunListRequest): Promise<RunRow[]>;
  /** A run as text, for the clipboard. */
  exportRun(request: RunExportRequest): Promise<RunExport>;
  /** Saves a run where the system's dialog says; the path to show, null when the person closes it. */
  saveRun(request: RunExportRequest): Promise<string | null>;
  /** Brings in the hand-over file that the system's dialog names; null when the person closes it. */
  importRun(): Promise<RunImported | null>;
  /** Writes the run's summary, without values and outputs, below `records/` of its library. */
  shareRun(request: RunRequest): Promise<RunShared>;
  /** A change of the document that the run proposes; nothing is written. */
  proposeChange(request: RunRequest): Promise<RunProposal>;
  /** The document's text with that change, to be gone on with in the editor; nothing is written or kept. */
  editProposal(request: RunRequest): Promise<EditProposal>;
  /** Who I am: the name that stands in logs. */
  person(): Promise<Person>;
  /** Stores who I am; an empty name goes back to the one that was found. */
  savePerson(person: Person): Promise<Person>;
  /** What a new document can be made of, and what is known of it already. */
  offerDocument(request: NewOfferRequest): Promise<NewOffer>;
  /** The document that a template becomes; nothing is written. */
  fillDocument(request: NewRequest): Promise<NewDocument>;
  /** Alerts of the library's rules that no document answers. */
  alertGaps(): Promise<AlertGaps>;
  /** Calls the listener for every change; the answer ends that. */
  onChange(listener: (change: Change) => void): Promise<() => void>;
  /** The address under which the window loads an image of the library. */
  imageAddress(path: string): string;
}
