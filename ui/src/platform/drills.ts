/** The part of the door to the core that concerns drills. */
import type { Debrief } from './generated/Debrief';
import type { DocumentCreated } from './generated/DocumentCreated';
import type { DrillAccountRequest } from './generated/DrillAccountRequest';
import type { DrillBriefing } from './generated/DrillBriefing';
import type { DrillCatalogue } from './generated/DrillCatalogue';
import type { DrillCharts } from './generated/DrillCharts';
import type { DrillChartsRequest } from './generated/DrillChartsRequest';
import type { DrillCompleteRequest } from './generated/DrillCompleteRequest';
import type { DrillCompletions } from './generated/DrillCompletions';
import type { DrillExport } from './generated/DrillExport';
import type { DrillExportRequest } from './generated/DrillExportRequest';
import type { DrillForkRequest } from './generated/DrillForkRequest';
import type { DrillItemRequest } from './generated/DrillItemRequest';
import type { DrillListRequest } from './generated/DrillListRequest';
import type { DrillLogs } from './generated/DrillLogs';
import type { DrillLogsRequest } from './generated/DrillLogsRequest';
import type { DrillPutRequest } from './generated/DrillPutRequest';
import type { DrillQuizRequest } from './generated/DrillQuizRequest';
import type { DrillRequest } from './generated/DrillRequest';
import type { DrillRow } from './generated/DrillRow';
import type { DrillStartRequest } from './generated/DrillStartRequest';
import type { DrillView } from './generated/DrillView';
import type { ScenarioRequest } from './generated/ScenarioRequest';

export type * from './generated/Debrief';
export type * from './generated/DrillAccount';
export type * from './generated/DrillAccountRequest';
export type * from './generated/DrillAct';
export type * from './generated/DrillAlert';
export type * from './generated/DrillAlertSeverity';
export type * from './generated/DrillAt';
export type * from './generated/DrillBest';
export type * from './generated/DrillBriefing';
export type * from './generated/DrillCatalogue';
export type * from './generated/DrillCharts';
export type * from './generated/DrillChartsRequest';
export type * from './generated/DrillChoice';
export type * from './generated/DrillCompleteRequest';
export type * from './generated/DrillCompletions';
export type * from './generated/DrillDocument';
export type * from './generated/DrillDone';
export type * from './generated/DrillDoneKind';
export type * from './generated/DrillDue';
export type * from './generated/DrillEarlier';
export type * from './generated/DrillEarlierVerdict';
export type * from './generated/DrillEnded';
export type * from './generated/DrillEntry';
export type * from './generated/DrillEntryAt';
export type * from './generated/DrillExport';
export type * from './generated/DrillExportForm';
export type * from './generated/DrillExportRequest';
export type * from './generated/DrillFlow';
export type * from './generated/DrillForkRequest';
export type * from './generated/DrillForked';
export type * from './generated/DrillHazard';
export type * from './generated/DrillInput';
export type * from './generated/DrillItem';
export type * from './generated/DrillItemRequest';
export type * from './generated/DrillJudged';
export type * from './generated/DrillLevel';
export type * from './generated/DrillListRequest';
export type * from './generated/DrillLogLevel';
export type * from './generated/DrillLogLine';
export type * from './generated/DrillLogs';
export type * from './generated/DrillLogsRequest';
export type * from './generated/DrillLoss';
export type * from './generated/DrillMark';
export type * from './generated/DrillMessage';
export type * from './generated/DrillMetric';
export type * from './generated/DrillMinutes';
export type * from './generated/DrillMode';
export type * from './generated/DrillModeOffer';
export type * from './generated/DrillMoment';
export type * from './generated/DrillMomentKind';
export type * from './generated/DrillOutput';
export type * from './generated/DrillPanel';
export type * from './generated/DrillPart';
export type * from './generated/DrillPerson';
export type * from './generated/DrillPlace';
export type * from './generated/DrillPlays';
export type * from './generated/DrillProbe';
export type * from './generated/DrillPutRequest';
export type * from './generated/DrillQuestion';
export type * from './generated/DrillQuizRequest';
export type * from './generated/DrillRequest';
export type * from './generated/DrillResult';
export type * from './generated/DrillRow';
export type * from './generated/DrillRunbook';
export type * from './generated/DrillSeen';
export type * from './generated/DrillSeries';
export type * from './generated/DrillService';
export type * from './generated/DrillSilence';
export type * from './generated/DrillSkill';
export type * from './generated/DrillStage';
export type * from './generated/DrillStageName';
export type * from './generated/DrillStartRequest';
export type * from './generated/DrillStep';
export type * from './generated/DrillThreshold';
export type * from './generated/DrillTold';
export type * from './generated/DrillToldKind';
export type * from './generated/DrillVerdict';
export type * from './generated/DrillView';
export type * from './generated/DrillWaiting';
export type * from './generated/DrillWaitingKind';
export type * from './generated/DrillWord';
export type * from './generated/ScenarioBroken';
export type * from './generated/ScenarioRequest';
export type * from './generated/ScenarioRow';

/** What concerns drills. Every act answers with the whole drill as it is then. */
export interface Drills {
  /** Scenarios of the open library and those that come with the app, with what I have done in them. */
  scenarios(): Promise<DrillCatalogue>;
  /** What the trainee is told before a drill; nothing is recorded. */
  briefing(request: ScenarioRequest): Promise<DrillBriefing>;
  /** Copies a scenario that came with the app into the open library, to be changed there; the file of the copy. */
  copyScenario(request: ScenarioRequest): Promise<DocumentCreated>;
  /** Begins a drill. */
  startDrill(request: DrillStartRequest): Promise<DrillView>;
  /** A drill as it is now, with everything that was told: to begin or go on with it. */
  drill(request: DrillRequest): Promise<DrillView>;
  /** Drills of one scenario or of all, the latest first. */
  drills(request: DrillListRequest): Promise<DrillRow[]>;
  /** Puts an input in; the terminal and what is told hold what is new since `since`. */
  putDrill(request: DrillPutRequest): Promise<DrillView>;
  /** The lines of charts, from a second on. */
  drillCharts(request: DrillChartsRequest): Promise<DrillCharts>;
  /** Log lines, from a second on. */
  drillLogs(request: DrillLogsRequest): Promise<DrillLogs>;
  /** How a line of the drill's terminal may go on. */
  completeLine(request: DrillCompleteRequest): Promise<DrillCompletions>;
  /** What a drill was worth; the truth and the best line only after the own account. */
  debrief(request: DrillRequest): Promise<Debrief>;
  /** Gives the own account, or passes it over with an empty one. */
  giveAccount(request: DrillAccountRequest): Promise<Debrief>;
  /** Answers a question of the quiz. */
  answerQuiz(request: DrillQuizRequest): Promise<Debrief>;
  /** Adds an item that is to become better, changes it or takes it away. */
  keepItem(request: DrillItemRequest): Promise<Debrief>;
  /** Goes on from a moment of a drill, as a drill of its own. */
  forkDrill(request: DrillForkRequest): Promise<DrillView>;
  /** A debrief as text, for the clipboard. */
  exportDrill(request: DrillExportRequest): Promise<DrillExport>;
  /** Saves a debrief where the system's dialog says; the path to show, null when the person closes it. */
  saveDrill(request: DrillExportRequest): Promise<string | null>;
}
