/**
 * Questions of which only the latest counts: one is under way at a time, and of those asked meanwhile
 * only the last one waits. So fast typing never queues up. What an answer means is the asker's matter.
 */

/** A queue of one. */
export class Latest<Question> {
  /** An answer to something that still counts is under way. */
  pending = $state(false);
  #waiting: { question: Question } | null = null;
  #underWay = false;
  #answer: (question: Question) => Promise<void>;

  /** `answer` sees to a question and tells its own failures: it does not reject. */
  constructor(answer: (question: Question) => Promise<void>) {
    this.#answer = answer;
  }

  ask(question: Question): void {
    this.#waiting = { question };
    this.pending = true;
    if (!this.#underWay) void this.#run();
  }

  /** Nothing counts any more, the answer that is under way included. */
  drop(): void {
    this.#waiting = null;
    this.pending = false;
  }

  async #run(): Promise<void> {
    this.#underWay = true;
    for (let next = this.#waiting; next; next = this.#waiting) {
      this.#waiting = null;
      await this.#answer(next.question);
    }
    this.#underWay = false;
    this.pending = false;
  }
}
