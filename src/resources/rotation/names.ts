// The display names of a principal and of its successor while one takes over from the other. Pure text.

/** Of a successor that has not taken over yet: a lookup by the name still finds one principal. */
export const successorName = (name: string, predecessorClientId: string): string =>
  `${name} (successor of ${predecessorClientId})`;

/** Of a predecessor whose successor has taken over, and has its name. */
export const retiredName = (name: string, successorClientId: string): string =>
  `${name} (retired, succeeded by ${successorClientId})`;

const RETIRED = / \(retired, succeeded by ([^()\s]+)\)$/;

/** The client ID of the successor that this display name tells of; undefined when it is no retired one's. */
export const successorIn = (displayName: string): string | undefined =>
  RETIRED.exec(displayName)?.[1];
