import { createElement, Suspense, type ComponentType } from 'react';

/** Places on a page that a later feature fills: the page knows the place, never the feature. */
interface Slots {
  /** How a class runs, for those who teach it and those who have seats in it. */
  classToday: { sectionId: string };
}

const filled: { [Name in keyof Slots]?: ComponentType<Slots[Name]> } = {};

export const fillSlot = <Name extends keyof Slots>(name: Name, component: ComponentType<Slots[Name]>): void => {
  filled[name] = component;
};

/** Nothing until it is loaded: what a page is about stands without it. */
export function Slot({ name, ...props }: { name: 'classToday' } & Slots['classToday']) {
  const component = filled[name];
  return component ? createElement(Suspense, { fallback: null }, createElement(component, props)) : null;
}
