// Atlan learns of what we do here and there at different times; for so long after it, "no" may mean "not yet".

export const NOT_YET_MS = 60_000;
