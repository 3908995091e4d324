import { damageReference } from '../../../domain/damages/damage-reference.ts';
import { referenceOf } from '../../../domain/declarations/declaration.ts';
import type { Expected } from '../../../domain/declarations/expected.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { expectedLabel, expectedWords as words } from '../../../words/pages/expected.ts';

/** What the Département waits for, each leading to where it is done. */
export function ExpectedList({ expected }: { expected: readonly Expected[] }) {
  return (
    <section class="card">
      <h2>{words.title}</h2>
      {expected.length === 0 && <p>{words.nothing}</p>}
      {expected.length > 0 && (
        <ul>
          {expected.map((one) => (
            <li>
              <a href={pathOf(one)}>{expectedLabel(one)}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf(expected: Expected): string {
  switch (expected.kind) {
    case 'confirm-repair':
      return `/degats/${damageReference(expected.damage)}`;
    case 'receive':
      return `/livraisons/${deliveryReference(expected.delivery)}/reception`;
    case 'answer':
    case 'finish-draft':
    case 'correct':
      return `/declarations/${referenceOf(expected.declaration)}/formulaire`;
  }
}
