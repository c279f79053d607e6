/**
 * What the window may ask of the core when documents are written: part of the door, see `types.ts`. Texts have `\n` only, and
 * places in them are offsets as JavaScript counts; a `base` names the bytes of a file and means nothing else.
 */
import type { DocumentCreateRequest } from './generated/DocumentCreateRequest';
import type { DocumentCreated } from './generated/DocumentCreated';
import type { DocumentDeleted } from './generated/DocumentDeleted';
import type { DocumentMoveRequest } from './generated/DocumentMoveRequest';
import type { DocumentPath } from './generated/DocumentPath';
import type { DocumentPathRequest } from './generated/DocumentPathRequest';
import type { DraftRequest } from './generated/DraftRequest';
import type { DraftRow } from './generated/DraftRow';
import type { EditAskRequest } from './generated/EditAskRequest';
import type { EditChecked } from './generated/EditChecked';
import type { EditDraft } from './generated/EditDraft';
import type { EditFieldRequest } from './generated/EditFieldRequest';
import type { EditFieldSet } from './generated/EditFieldSet';
import type { EditFields } from './generated/EditFields';
import type { EditFieldsRequest } from './generated/EditFieldsRequest';
import type { EditImage } from './generated/EditImage';
import type { EditImageRequest } from './generated/EditImageRequest';
import type { EditLink } from './generated/EditLink';
import type { EditLinksRequest } from './generated/EditLinksRequest';
import type { EditPreview } from './generated/EditPreview';
import type { EditRequest } from './generated/EditRequest';
import type { EditSaved } from './generated/EditSaved';
import type { EditTextRequest } from './generated/EditTextRequest';
import type { Editing } from './generated/Editing';
import type { DrillView } from './generated/DrillView';
import type { ScenarioMoment } from './generated/ScenarioMoment';
import type { ScenarioMomentRequest } from './generated/ScenarioMomentRequest';
import type { ScenarioPlayRequest } from './generated/ScenarioPlayRequest';
import type { ScenarioProof } from './generated/ScenarioProof';
import type { MovePlan } from './generated/MovePlan';
import type { Moved } from './generated/Moved';

export type * from './generated/DocumentCreateRequest';
export type * from './generated/DocumentCreated';
export type * from './generated/DocumentDeleted';
export type * from './generated/DocumentMoveRequest';
export type * from './generated/DocumentPath';
export type * from './generated/DocumentPathRequest';
export type * from './generated/DraftRequest';
export type * from './generated/DraftRow';
export type * from './generated/DraftState';
export type * from './generated/EditAskRequest';
export type * from './generated/EditChange';
export type * from './generated/EditChecked';
export type * from './generated/EditDraft';
export type * from './generated/EditFinding';
export type * from './generated/EditFix';
export type * from './generated/EditFieldRequest';
export type * from './generated/EditFieldSet';
export type * from './generated/EditFieldValue';
export type * from './generated/EditFields';
export type * from './generated/EditFieldsRequest';
export type * from './generated/EditImage';
export type * from './generated/EditImageRequest';
export type * from './generated/EditLink';
export type * from './generated/EditLinkKind';
export type * from './generated/EditLinksRequest';
export type * from './generated/EditPreview';
export type * from './generated/EditProposal';
export type * from './generated/EditReadOnly';
export type * from './generated/EditRequest';
export type * from './generated/EditSaved';
export type * from './generated/EditTextRequest';
export type * from './generated/Editing';
export type * from './generated/MoveChange';
export type * from './generated/MoveLine';
export type * from './generated/MovePlan';
export type * from './generated/Moved';
export type * from './generated/ScenarioBlind';
export type * from './generated/ScenarioEnding';
export type * from './generated/ScenarioMoment';
export type * from './generated/ScenarioMomentRequest';
export type * from './generated/ScenarioPlay';
export type * from './generated/ScenarioPlayKind';
export type * from './generated/ScenarioPlayRequest';
export type * from './generated/ScenarioPlayStep';
export type * from './generated/ScenarioProof';
export type * from './generated/ScenarioProved';

/** Writing documents. */
export interface Edits {
  /** A document with its text and what was typed before; one that is gone is opened by its draft alone. */
  editOpen(request: EditRequest): Promise<Editing>;
  /** Keeps what was typed; at most once a second, and when the editor is left. */
  editKeep(request: EditTextRequest): Promise<void>;
  /** Forgets what was typed. */
  editDrop(request: EditRequest): Promise<void>;
  /**
   * Saves a text, unless the file is another one than the text came from. To save over what is there after all, save with the
   * conflict's base; where the file is gone that base is empty, and the file is made anew.
   */
  editSave(request: EditTextRequest): Promise<EditSaved>;
  /** What is wrong with a text, and what would mend it. */
  editCheck(request: EditAskRequest): Promise<EditChecked>;
  /** What is proved of a scenario's text, as far as the budget goes; a newer question ends it. */
  proveScenario(request: EditAskRequest): Promise<ScenarioProof>;
  /** Ends the proof that is under way. */
  stopProof(): Promise<void>;
  /** Begins a drill of a text from a play that was proved of it. */
  playScenario(request: ScenarioPlayRequest): Promise<DrillView>;
  /** Begins a drill of a text at the first moment at which what stands at a place of it happens. */
  playFrom(request: ScenarioMomentRequest): Promise<ScenarioMoment>;
  /** A text as the reader would show it; its blocks say on which line of the text they begin. */
  editPreview(request: EditAskRequest): Promise<EditPreview>;
  /** What a link or a picture could lead to. */
  editLinks(request: EditLinksRequest): Promise<EditLink[]>;
  /** The fields of a text's front matter. */
  editFields(request: EditFieldsRequest): Promise<EditFields>;
  /** The changes after which a field says something else, every other byte as it was. */
  editField(request: EditFieldRequest): Promise<EditFieldSet>;
  /** Stores a picture beside the document; answers with what is to stand in the text. */
  editImage(request: EditImageRequest): Promise<EditImage>;
  /** Every draft, those of the open library first, also where the document is gone. */
  drafts(): Promise<DraftRow[]>;
  /** The text of a draft of the list. */
  readDraft(request: DraftRequest): Promise<EditDraft>;
  /** Forgets a draft of the list. */
  dropDraft(request: DraftRequest): Promise<void>;
  /** Makes a document; rejects where something has its name, or one that some systems take for the same. */
  createDocument(request: DocumentCreateRequest): Promise<DocumentCreated>;
  /** Whether a document could stand at a path, while it is typed. */
  checkPath(request: DocumentPathRequest): Promise<DocumentPath>;
  /** What moving a document would change; nothing is written. */
  planMove(request: DocumentMoveRequest): Promise<MovePlan>;
  /** Moves a document; what could not be done is told. */
  moveDocument(request: DocumentMoveRequest): Promise<Moved>;
  /** Puts a document into the system's bin. */
  deleteDocument(request: EditRequest): Promise<DocumentDeleted>;
}
