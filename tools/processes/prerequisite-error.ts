/** Something outside this project is missing or in the way. The message alone tells the reader what to do. */
export class PrerequisiteError extends Error {}
