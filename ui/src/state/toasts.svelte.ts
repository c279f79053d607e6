/** Short messages that lie over the window: notices from the core, and errors of what was asked. */
import type { ProblemSeverity } from '../platform/types';

/** One message. */
export interface Toast {
  id: number;
  severity: ProblemSeverity;
  message: string;
  hint: string | null;
  /** Id of the command that helps, where there is one. */
  command: string | null;
}

/** What a caller has to say; the rest is filled in. */
export type ToastText = Pick<Toast, 'severity' | 'message'> &
  Partial<Pick<Toast, 'hint' | 'command'>>;

const SHOWN_AT_MOST = 4;
const INFO_STAYS = 8000;

/** The messages that are shown. Warnings and errors stay until they are closed. */
export class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** Shows a message; one that is shown already is not shown twice, and gives way to one with another hint. */
  show({ severity, message, hint = null, command = null }: ToastText): void {
    if (this.list.some((toast) => toast.message === message && toast.hint === hint)) return;
    const id = this.#next++;
    const others = this.list.filter((toast) => toast.message !== message);
    this.list = [...others, { id, severity, message, hint, command }].slice(-SHOWN_AT_MOST);
    if (severity === 'info') {
      setTimeout(() => {
        this.close(id);
      }, INFO_STAYS);
    }
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}
