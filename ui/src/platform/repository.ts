/** The part of the door to the core that concerns the library's repository. */
import type { CompareRequest } from './generated/CompareRequest';
import type { DocumentRequest } from './generated/DocumentRequest';
import type { DocumentVersions } from './generated/DocumentVersions';
import type { GitCommitRequest } from './generated/GitCommitRequest';
import type { GitMessageRequest } from './generated/GitMessageRequest';
import type { GitPulled } from './generated/GitPulled';
import type { GitSettleRequest } from './generated/GitSettleRequest';
import type { GitTrustRequest } from './generated/GitTrustRequest';
import type { GitView } from './generated/GitView';
import type { EditSaved } from './generated/EditSaved';
import type { RestoreOffer } from './generated/RestoreOffer';
import type { RestoreRequest } from './generated/RestoreRequest';
import type { VersionDifference } from './generated/VersionDifference';

/** What the window may ask about the repository that the library is of. */
export interface Repository {
  /** How it stands; nothing that it names is run for that, unless the person said yes to it. */
  repository(): Promise<GitView>;
  /** Says yes to what was shown; where that is something else by now, the answer asks anew. */
  trustRepository(request: GitTrustRequest): Promise<GitView>;
  /** A message for a commit of these files. */
  proposeMessage(request: GitMessageRequest): Promise<string>;
  /** Commits the named files as they are on disk. */
  commit(request: GitCommitRequest): Promise<GitView>;
  /** Brings in what others pushed. */
  pull(): Promise<GitPulled>;
  /** Goes on with a pull that ended in a conflict. */
  settle(request: GitSettleRequest): Promise<GitPulled>;
  /** Sends what was committed. */
  push(): Promise<GitView>;
  /** Stops what git does now. */
  cancelGit(): Promise<void>;
  /** The versions of a document that the history holds. */
  versions(request: DocumentRequest): Promise<DocumentVersions>;
  /** What differs between two versions, or between one and the file as it is now. */
  compare(request: CompareRequest): Promise<VersionDifference>;
  /** What bringing an older version back would change. */
  offerVersion(request: RestoreRequest): Promise<RestoreOffer>;
  /** Saves an older version over the file that was looked at, as the editor saves. */
  restoreVersion(request: RestoreRequest): Promise<EditSaved>;
}
