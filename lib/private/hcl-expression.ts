// Parses Terraform's expression language as far as it matters where a value comes from: conditions and operators are dropped.

/** An expression, reduced to how values flow through it. */
export type Expression =
  /** Text or a number that stands there. */
  | { readonly kind: "literal"; readonly text: string }
  /** What cannot be a readable text: a boolean, null, the result of a comparison. */
  | { readonly kind: "opaque" }
  /** Any of these, or all of them one after the other. */
  | { readonly kind: "union"; readonly parts: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  /** One element, or with no key each of them. */
  | { readonly kind: "access"; readonly of: Expression; readonly key?: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly Entry[] }
  | {
      readonly kind: "for";
      readonly names: readonly string[];
      readonly over: Expression;
      readonly each: Entry;
    };

export interface Entry {
  readonly key?: Expression;
  readonly value: Expression;
}

const OPAQUE: Expression = { kind: "opaque" };
const literal = (text: string): Expression => ({ kind: "literal", text });
const union = (parts: readonly Expression[]): Expression =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "union", parts };

const BLANKS = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LOGIC = /==|!=|<=|>=|&&|\|\||<|>/y;
const ARITHMETIC = /[-+*/%]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Templates, up to the closing quote or the end. */
  template(isQuoted: boolean): Expression {
    const parts: Expression[] = [];
    let text = "";
    const flush = () => {
      if (text !== "") parts.push(literal(text));
      text = "";
    };
    while (!this.isAtEnd && !(isQuoted && this.text[this.at] === '"')) {
      if (this.takesHere(/\$\$\{|%%\{/y)) text += this.text.slice(this.at - 2, this.at);
      else if (this.takesHere(/\$\{~?/y)) {
        flush();
        parts.push(this.expression());
        this.expect(/~?\}/y);
      } else if (this.takesHere(/%\{~?/y)) {
        flush();
        if (this.directive(parts, isQuoted) === "end") return union(parts);
      } else text += isQuoted ? this.character() : (this.text[this.at++] ?? "");
    }
    flush();
    return union(parts);
  }

  expression(): Expression {
    const first = this.operation();
    if (!this.takes(/\?/y)) return first;
    const yes = this.expression();
    this.expect(/:/y);
    return union([yes, this.expression()]);
  }

  /** `%{ if … }` drops its condition; `%{ for … }` takes its body. */
  private directive(parts: Expression[], isQuoted: boolean): "end" | "more" {
    const word = this.expect(IDENTIFIER);
    if (word === "if") this.expression();
    const loop = word === "for" ? this.loopHead() : undefined;
    this.expect(/~?\}/y);
    if (loop !== undefined) {
      parts.push({ kind: "for", ...loop, each: { value: this.template(isQuoted) } });
    }
    return word === "endfor" ? "end" : "more";
  }

  /** One character of a quoted string. */
  private character(): string {
    if (!this.takesHere(/\\/y)) return this.text[this.at++] ?? "";
    const code = this.takenHere(/u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y);
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    const escaped = this.text[this.at++] ?? "";
    return ESCAPES[escaped] ?? escaped;
  }

  private operation(): Expression {
    const operands = [this.unary()];
    let isLogic = false;
    for (;;) {
      if (this.takes(LOGIC)) isLogic = true;
      else if (!this.takes(ARITHMETIC)) break;
      operands.push(this.unary());
    }
    return isLogic ? OPAQUE : union(operands);
  }

  private unary(): Expression {
    if (this.takes(/!(?!=)/y)) {
      this.unary();
      return OPAQUE;
    }
    this.takes(/-/y);
    return this.postfix(this.primary());
  }

  private postfix(of: Expression): Expression {
    if (this.takes(/\.\*|\[\s*\*\s*\]/y)) return this.postfix({ kind: "access", of });
    if (this.takes(/\.(?!\.)/y)) {
      const key = this.taken(IDENTIFIER) ?? this.expect(/\d+/y);
      return this.postfix({ kind: "access", of, key: literal(key) });
    }
    if (!this.takesHere(/\[/y)) return of;
    const key = this.expression();
    this.expect(/\]/y);
    return this.postfix({ kind: "access", of, key });
  }

  private primary(): Expression {
    const number = this.taken(NUMBER);
    if (number !== undefined) return literal(number);
    if (this.takes(/"/y)) return this.quoted();
    if (this.takes(/\(/y)) {
      const inner = this.expression();
      this.expect(/\)/y);
      return inner;
    }
    if (this.takes(/\[/y)) return this.loop(/\]/y) ?? this.tuple();
    if (this.takes(/\{/y)) return this.loop(/\}/y) ?? this.object();
    const name = this.expect(IDENTIFIER);
    if (["true", "false", "null"].includes(name)) return OPAQUE;
    return this.callOf(name) ?? { kind: "name", name };
  }

  private quoted(): Expression {
    const value = this.template(true);
    this.expectHere(/"/y);
    return value;
  }

  private callOf(name: string): Expression | undefined {
    let fullName = name;
    for (let more = this.takenHere(/::[\p{L}\p{N}_-]+/uy); more; ) {
      fullName += more;
      more = this.takenHere(/::[\p{L}\p{N}_-]+/uy);
    }
    if (!this.takesHere(/\(/y)) return undefined;
    return { kind: "call", name: fullName, args: this.listUntil(/\)/y) };
  }

  private tuple(): Expression {
    const entries = this.listUntil(/\]/y).map((value, index) => ({
      key: literal(String(index)),
      value,
    }));
    return { kind: "object", entries };
  }

  private listUntil(end: RegExp): readonly Expression[] {
    const items: Expression[] = [];
    while (!this.takes(end)) {
      items.push(this.expression());
      this.takes(/\.\.\./y);
      if (!this.takes(/,/y)) {
        this.expect(end);
        break;
      }
    }
    return items;
  }

  private object(): Expression {
    const entries: Entry[] = [];
    while (!this.takes(/\}/y)) {
      const name = this.taken(/[\p{L}_][\p{L}\p{N}_-]*(?=\s*(?:=(?!=)|:(?!:)))/uy);
      const key = name === undefined ? this.expression() : literal(name);
      this.expect(/[=:]/y);
      entries.push({ key, value: this.expression() });
      this.takes(/,/y);
    }
    return { kind: "object", entries };
  }

  private loop(end: RegExp): Expression | undefined {
    if (!this.takes(/for(?=\s)/y)) return undefined;
    const head = this.loopHead();
    this.expect(/:/y);
    const first = this.expression();
    const value = this.takes(/=>/y) ? this.expression() : undefined;
    this.takes(/\.\.\./y);
    if (this.takes(/if(?=[\s(!])/y)) this.expression();
    this.expect(end);
    const each = value === undefined ? { value: first } : { key: first, value };
    return { kind: "for", ...head, each };
  }

  private loopHead(): { readonly names: readonly string[]; readonly over: Expression } {
    const names = [this.expect(IDENTIFIER)];
    if (this.takes(/,/y)) names.push(this.expect(IDENTIFIER));
    this.expect(/in(?=\W)/y);
    return { names, over: this.expression() };
  }

  private takenHere(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private takesHere(pattern: RegExp): boolean {
    return this.takenHere(pattern) !== undefined;
  }

  private expectHere(pattern: RegExp): string {
    const found = this.takenHere(pattern);
    if (found === undefined) throw new SyntaxError(`expected ${pattern} at ${this.at}`);
    return found;
  }

  private taken(pattern: RegExp): string | undefined {
    const start = this.at;
    this.takenHere(BLANKS);
    const found = this.takenHere(pattern);
    if (found === undefined) this.at = start;
    return found;
  }

  private takes(pattern: RegExp): boolean {
    return this.taken(pattern) !== undefined;
  }

  private expect(pattern: RegExp): string {
    this.takenHere(BLANKS);
    return this.expectHere(pattern);
  }
}

/**
 * A string of `cdk.tf.json`, where every string is a template.
 *
 * @throws SyntaxError for what is not Terraform's language
 */
export function parseTemplate(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.template(false);
  if (!parser.isAtEnd) throw new SyntaxError("text after the end of a template directive");
  return expression;
}
