/** Where a conversation is, to those who may take part in it. */
export interface Place {
  /** The citizen, and what lets them listen. */
  contact: string;
  listener: string;
  conversation: number;
}

/** What happens in a conversation; `ahead` is how many wait before this one, if that can be told. */
export type Happening =
  | { is: 'waiting'; ahead: number | undefined }
  | { is: 'nobody' }
  | { is: 'joined'; name: string }
  | { is: 'ended' }
  | { is: 'message'; id: number; name: string; text: string };

/** Where people of the city write with citizens. Every method throws `HandoverError` if the desk cannot be reached. */
export interface Desk {
  /** Whether somebody is there who takes conversations. */
  isStaffed(): Promise<boolean>;
  /** Begins a conversation with these messages of the citizen. */
  begin(name: string | undefined, messages: readonly string[]): Promise<Place>;
  say(place: Place, text: string): Promise<void>;
  end(place: Place): Promise<void>;
  /** Tells what happens, and of messages those after `after`, until it has ended or the signal comes. */
  follow(
    place: Place,
    after: number,
    tell: (happening: Happening) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
