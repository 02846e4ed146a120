// Everything that the demo and its commands print, kept so that it can be searched for secrets.

export class Transcript {
  #text = "";
  #stepStart = 0;

  add(text: string): void {
    this.#text += `${text}\n`;
  }

  beginStep(): void {
    this.#stepStart = this.#text.length;
  }

  /** What was added since the step began. */
  get step(): string {
    return this.#text.slice(this.#stepStart).trim();
  }

  /** How many of the secrets appear anywhere. */
  countOf(secrets: readonly string[]): number {
    return secrets.filter((secret) => this.#text.includes(secret)).length;
  }
}

/** A demo that finds a leak must not repeat it. */
export const masked = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((safe, secret) => safe.replaceAll(secret, "(a secret)"), text);
