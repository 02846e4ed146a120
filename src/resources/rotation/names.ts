// The display names of a principal and of its successor while one takes over from the other. Pure text.

const RETIRED = / \(retired, succeeded by ([^()\s]+)\)$/;

/** Of a successor that has not taken over yet: a lookup by the name still finds one principal. */
export const successorName = (name: string, predecessorClientId: string): string =>
  `${unretiredName(name)} (successor of ${predecessorClientId})`;

/** Of a predecessor whose successor has taken over, and has its name. */
export const retiredName = (name: string, successorClientId: string): string =>
  `${unretiredName(name)} (retired, succeeded by ${successorClientId})`;

/** The client ID of the successor that this display name tells of; undefined when it is no retired one's. */
export const successorIn = (displayName: string): string | undefined =>
  RETIRED.exec(displayName)?.[1];

/** The name without the note that it is retired: a rotation that was killed while it renamed has not ended. */
export const unretiredName = (displayName: string): string => displayName.replace(RETIRED, "");
