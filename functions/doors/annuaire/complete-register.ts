import type { College } from '../../domain/colleges/college.ts';
import type { RegisterReading, RegisterRemark } from '../../domain/colleges/register-reading.ts';
import {
  aliasesShape,
  type Complement,
  complementsShape,
  readComplements,
} from './read-complements.ts';

/** What the Département knows and the ministry's file does not say. Each file may be absent. */
export interface ComplementFiles {
  readonly complements?: Uint8Array | undefined;
  readonly aliases?: Uint8Array | undefined;
}

/** The register with the Département's own knowledge of each collège. */
export function completeRegister(
  reading: RegisterReading,
  { complements, aliases }: ComplementFiles,
): RegisterReading {
  const readings = [
    ...(complements ? [readComplements(complements, complementsShape)] : []),
    ...(aliases ? [readComplements(aliases, aliasesShape)] : []),
  ];
  const all = [reading, ...readings];
  const problems = all.flatMap((one) => (one.kind === 'unreadable' ? one.problems : []));
  if (reading.kind === 'unreadable' || problems.length > 0) return { kind: 'unreadable', problems };

  const found = readings.flatMap((one) => (one.kind === 'read' ? one.complements : []));
  const register = reading.register.map((college) =>
    complete(
      college,
      found.filter(({ uai }) => uai === college.uai),
    ),
  );
  const known = new Set(register.map(({ uai }) => uai));
  const unknown = found.filter(({ uai }) => !known.has(uai));
  const remarks = all.flatMap((one) => (one.kind === 'read' ? one.remarks : []));
  return { kind: 'read', register, remarks: [...remarks, ...unknown.map(unknownUai)] };
}

function complete(college: College, complements: readonly Complement[]): College {
  const aliases = complements.flatMap(({ alias }) => alias ?? []);
  return {
    ...college,
    // The Département's count is there to correct the ministry's.
    pupils: complements.find(({ pupils }) => pupils !== undefined)?.pupils ?? college.pupils,
    citeScolaire: college.citeScolaire || complements.some(({ citeScolaire }) => citeScolaire),
    aliases: [...new Set([...college.aliases, ...aliases])],
  };
}

function unknownUai({ place }: Complement): RegisterRemark {
  return { ...place, kind: 'unknown-uai' };
}
