import { Icon } from '../ui/Icon.js';
import { Menu } from '../ui/Menu.js';
import css from './PlaceSwitch.module.css';
import { type Place, useSession } from './session.js';

const rolesOf = (place: Place): string => place.roles.map((held) => held.roleWords).join(', ');

/** For whom one acts. A switch only for people with more than one place. */
export function PlaceSwitch() {
  const { place, places, choosePlace } = useSession();
  if (!place) return null;
  const face = (
    <span className={css['face']}>
      <span className={css['name']}>{place.shortName}</span>
      <span className={css['role']}>{rolesOf(place)}</span>
    </span>
  );
  if (places.length < 2) return <div className={css['single']}>{face}</div>;
  return (
    <div className={css['switch']}>
      <Menu
        label={`You act for ${place.shortName}, ${rolesOf(place)}. Change`}
        face={
          <>
            {face}
            <Icon name="down" size={16} />
          </>
        }
      >
        {(close) => (
          <ul>
            {places.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  aria-pressed={one.id === place.id}
                  onClick={() => {
                    choosePlace(one.id);
                    close();
                  }}
                >
                  <Icon name={one.kind === 'district' ? 'district' : 'barn'} />
                  <span className={css['face']}>
                    <span>{one.name}</span>
                    <span className={css['role']}>{rolesOf(one)}</span>
                  </span>
                  {one.id === place.id ? <Icon name="check" size={16} /> : null}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Menu>
    </div>
  );
}
