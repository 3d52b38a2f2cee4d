/** Every demo person has it. Outside the demo it is one of the passwords nobody may choose. */
export const DEMO_PASSWORD = 'barnraise-demo';
