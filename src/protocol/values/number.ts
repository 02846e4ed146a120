// Numbers between Terraform, whose numbers are exact decimals, and JavaScript, whose numbers are doubles.
import { ExactNumber } from "../../framework/index.js";

interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** The power of ten of a point before the first digit. */
  readonly exponent: number;
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "") return { negative: false, digits: "", exponent: 0 };
  const exponent = whole.length - (all.length - digits.length) + Number(power);
  return { negative: sign === "-", digits: trimmed, exponent };
}

/** Whether two spellings mean one decimal, which is when Terraform calls two numbers equal. */
export function isSameDecimal(a: string, b: string): boolean {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  return (
    left !== undefined &&
    right !== undefined &&
    left.negative === right.negative &&
    left.digits === right.digits &&
    left.exponent === right.exponent
  );
}

function fromText(text: string): number | ExactNumber {
  const number = Number(text);
  const isExact =
    Number.isInteger(number) && !Number.isSafeInteger(number)
      ? false
      : isSameDecimal(String(number), text);
  // Terraform has one zero.
  return isExact ? number + 0 : new ExactNumber(text);
}

/**
 * Terraform sends whole numbers of 64 bits as integers, doubles as they are, and everything else as decimal text
 * (Terraform 1.11.4, tried: 0.1 arrives as text).
 */
export function decodeNumber(raw: number | bigint | string): number | ExactNumber {
  if (typeof raw === "number") return raw;
  if (typeof raw === "string") return fromText(raw);
  const number = Number(raw);
  return Number.isSafeInteger(number) ? number : new ExactNumber(raw.toString());
}
