import { describe, expect, it } from "@jest/globals";
import {
  retiredName,
  successorIn,
  successorName,
  unretiredName,
} from "../../../../src/resources/rotation/names.js";

const SUCCESSOR = "apikey-8d0c8bb0-0a1c-4b6a-9d6b-2f8e6f0b5a11";

describe("a retired one's name", () => {
  it.each(["robot", "robot (blue)", "robot (retired, succeeded by nobody) 2"])(
    "tells who succeeded %s",
    (name) => {
      expect(successorIn(retiredName(name, SUCCESSOR))).toBe(SUCCESSOR);
    },
  );

  it("has the name in it", () => {
    const name = "robot (retired, succeeded by nobody) 2";
    expect(unretiredName(retiredName(name, SUCCESSOR))).toBe(name);
    expect(unretiredName(name)).toBe(name);
  });

  it.each([
    "robot",
    "robot (retired)",
    "robot (retired, succeeded by )",
    "robot (retired, succeeded by two words)",
    `robot (retired, succeeded by ${SUCCESSOR}) again`,
    successorName("robot", SUCCESSOR),
  ])("is not %s", (name) => {
    expect(successorIn(name)).toBeUndefined();
  });
});
