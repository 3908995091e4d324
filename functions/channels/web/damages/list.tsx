import {
  damageSite,
  damageStateText,
  lockersText,
  partsText,
  placeText,
  damagePage as texts,
} from '../../../content/damages/texts.ts';
import { type Damage, isOpen } from '../../../domain/damages/damage.ts';
import { damageReference } from '../../../domain/reference.ts';
import type { Uai } from '../../../domain/uai.ts';

interface CollegeDamagesProps {
  readonly uai: Uai;
  readonly damages: readonly Damage[];
  readonly canReport: boolean;
}

/** The damages of a collège, and a link to report another. It does not depend on a campaign. */
export function CollegeDamages({ uai, damages, canReport }: CollegeDamagesProps) {
  const open = damages.filter(isOpen);
  const closed = damages.filter((damage) => !isOpen(damage));
  return (
    <section class="card">
      <h2>{texts.list}</h2>
      {open.length === 0 && <p>{damages.length === 0 ? texts.none : texts.noneOpen}</p>}
      <DamageList damages={open} />
      {closed.length > 0 && (
        <details>
          <summary>{texts.closed(closed.length)}</summary>
          <DamageList damages={closed} />
        </details>
      )}
      {canReport && (
        <p class="links">
          <a class="button secondary" href={`/colleges/${uai}/degats/nouveau`}>
            {damageSite.report}
          </a>
        </p>
      )}
    </section>
  );
}

/** Each damage with its place, its lockers, its state and a link to its page. */
export function DamageList({ damages }: { damages: readonly Damage[] }) {
  if (damages.length === 0) return null;
  return (
    <ul class="damages">
      {damages.map((damage) => (
        <li>
          <DamageLine damage={damage} />
        </li>
      ))}
    </ul>
  );
}

export function DamageLine({ damage }: { damage: Damage }) {
  return (
    <>
      <a href={`/degats/${damageReference(damage)}`}>
        {placeText(damage)}, {lockersText(damage)}
      </a>
      <br />
      {partsText(damage.parts)}
      {damage.dangerous && ` – ${texts.dangerous}`}
      <br />
      <span class="quiet">{damageStateText(damage)}</span>
    </>
  );
}
