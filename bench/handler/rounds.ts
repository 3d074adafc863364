import { Contestant, ContestantName } from './contestants';
import { measure, Measurement } from './measured-process';
import { shuffled } from './statistics';
import { Surroundings } from './surroundings';

/** Measurements by contestant, in the order of rounds. */
export type Rounds = ReadonlyMap<ContestantName, readonly Measurement[]>;

/** Runs every contestant once a round, each round in a new random order. */
export async function runRounds(
  contestants: readonly Contestant[], rounds: number, surroundings: Surroundings, onRound: (round: number) => void,
): Promise<Rounds> {
  const measurements = new Map<ContestantName, Measurement[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const contestant of shuffled(contestants)) {
      measurements.get(contestant.name)!.push(await measure(contestant, surroundings));
    }
  }
  return measurements;
}
