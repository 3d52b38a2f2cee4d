import { createElement, Suspense, type ComponentType } from 'react';

/** Places on a page that a later feature fills: the page knows the place, never the feature. */
interface Slots {
  /** How a class runs, for those who teach it and those who have seats in it. */
  classToday: { sectionId: string };
  /** Where the grades of seats are that were withdrawn from: whoever sat there has a W. */
  gradesLeft: { bookingId: string };
}

const filled = new Map<keyof Slots, ComponentType<never>>();

export const fillSlot = <Name extends keyof Slots>(name: Name, component: ComponentType<Slots[Name]>): void => {
  filled.set(name, component as ComponentType<never>);
};

/** Nothing until it is loaded: what a page is about stands without it. */
export function Slot<Name extends keyof Slots>({ name, ...props }: { name: Name } & Slots[Name]) {
  const component = filled.get(name) as ComponentType<object> | undefined;
  return component ? createElement(Suspense, { fallback: null }, createElement(component, props)) : null;
}
