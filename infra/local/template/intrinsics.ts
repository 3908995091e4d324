import * as z from 'zod';
import type { References } from './references.ts';

/** Gives a value of the template as CloudFormation would. Throws on an intrinsic function that it does not know. */
export type Resolve = (value: unknown) => unknown;

const text = z.string();
const texts = z.array(text);
const pair = z.tuple([z.unknown(), z.unknown()]);
const path = z.tuple([text, text]);
const pattern = z.union([
  text.transform((only) => ({ only, given: new Map<string, unknown>() })),
  z.tuple([text, z.record(text, z.unknown())]).transform(([only, given]) => ({
    only,
    given: new Map(Object.entries(given)),
  })),
]);

export function makeResolver(references: References): Resolve {
  const functions: Readonly<Record<string, Resolve>> = {
    Ref: (id) => references.ref(text.parse(id)),
    'Fn::GetAtt': (of) => references.attribute(...path.parse(of)),
    'Fn::Join': (argument) => {
      const [separator, parts] = pair.parse(argument);
      return texts.parse(resolve(parts)).join(text.parse(separator));
    },
    'Fn::Split': (argument) => {
      const [separator, whole] = pair.parse(argument);
      return text.parse(resolve(whole)).split(text.parse(separator));
    },
    'Fn::Select': (argument) => {
      const [index, among] = pair.parse(argument);
      const chosen = z.array(z.unknown()).parse(resolve(among))[z.coerce.number().parse(index)];
      if (chosen === undefined) throw new Error(`Fn::Select finds nothing at ${index}`);
      return chosen;
    },
    'Fn::Sub': (argument) => {
      const { only, given } = pattern.parse(argument);
      return only.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literally: string, name: string) => {
        if (literally) return `\${${name}}`;
        if (given.has(name)) return text.parse(resolve(given.get(name)));
        const [id = '', attribute] = name.split('.');
        return attribute ? references.attribute(id, attribute) : references.ref(id);
      });
    },
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const intrinsic = entries.find(([key]) => key === 'Ref' || /^(Fn::|Condition$)/.test(key));
    if (!intrinsic) return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
    const [name, argument] = intrinsic;
    const known = functions[name];
    if (!known) throw new Error(`The local world does not know ${name}`);
    return known(argument);
  }
  return resolve;
}
