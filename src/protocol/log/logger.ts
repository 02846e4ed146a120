// The framework's Logger as lines on standard error, in the form Terraform reads: hclog's JSON.
import { describeError } from "../../describe-error.js";
import type { LogFields, Logger, LogLevel } from "../../framework/index.js";
import { scopeFields } from "./log-scope.js";

/** A logger that tells whether its lines are written at all. */
export interface PluginLogger extends Logger {
  readonly isOn: boolean;
}

export interface LoggerOptions {
  /** The least important level that is written, or `off`. */
  readonly level: LogLevel | "off";
  readonly write: (line: string) => void;
  readonly nowMs: () => number;
}

const IMPORTANCE = ["trace", "debug", "info", "warn", "error"] as const satisfies LogLevel[];

/** Terraform stops reading a line as JSON after 64 KiB. */
const MAX_LINE_CHARACTERS = 15_000;

/** Exactly six fractional digits: with three Terraform loses the level (1.11.4, tried). */
const timestamp = (atMs: number): string => new Date(atMs).toISOString().replace("Z", "000Z");

const printable = (_key: string, value: unknown): unknown => {
  if (value instanceof Error) return describeError(value);
  return typeof value === "bigint" ? value.toString() : value;
};

/** Terraform crashes on a `@` key of its own that is not a string (1.11.4, tried), so no field may bring one. */
const withoutReserved = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith("@")));

interface Entry {
  readonly level: LogLevel;
  readonly atMs: number;
  readonly message: string;
}

function lineOf({ level, atMs, message }: Entry, fields: LogFields): string {
  const head = { "@level": level, "@message": message, "@timestamp": timestamp(atMs) };
  const line = JSON.stringify({ ...withoutReserved(fields), ...head }, printable);
  if (line.length <= MAX_LINE_CHARACTERS) return `${line}\n`;
  const short = { ...head, "@message": `${message.slice(0, 2000)} (fields too long to print)` };
  return `${JSON.stringify(short)}\n`;
}

export function createLogger({ level, write, nowMs }: LoggerOptions): PluginLogger {
  const least = level === "off" ? IMPORTANCE.length : IMPORTANCE.indexOf(level);
  const writer =
    (entryLevel: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (IMPORTANCE.indexOf(entryLevel) < least) return;
      write(lineOf({ level: entryLevel, atMs: nowMs(), message }, { ...scopeFields(), ...fields }));
    };
  return {
    isOn: level !== "off",
    trace: writer("trace"),
    debug: writer("debug"),
    info: writer("info"),
    warn: writer("warn"),
    error: writer("error"),
  };
}
