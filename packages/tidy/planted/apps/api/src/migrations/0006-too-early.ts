export class TooEarly {}
