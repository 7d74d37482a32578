/** Which place each leg of many roads gets within the lane of its kind, so that roads that part early lie outside. */

/** An interval that wants a place of its own, from one x to another. */
export interface Stay {
  readonly x0: number;
  readonly x1: number;
}

/** A heap whose smallest item comes first. */
class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get first(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.swap(at, above)) return;
      at = above;
    }
  }

  pop(): T | undefined {
    const { items } = this;
    const [first] = items;
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = right < items.length && this.before(items[right] as T, items[left] as T) ? right : left;
      if (least >= items.length || !this.swap(least, at)) return first;
      at = least;
    }
  }

  /** Exchanges two items if the one below belongs above; says whether it did. */
  private swap(below: number, above: number): boolean {
    const [a, b] = [this.items[below] as T, this.items[above] as T];
    if (!this.before(a, b)) return false;
    [this.items[below], this.items[above]] = [b, a];
    return true;
  }
}

/** A place from 0 for each stay, the lowest that is free when it begins, `apart` after the one before it; and how many there are. */
export function pack(stays: readonly Stay[], apart: number): { places: number[]; count: number } {
  const order = stays.map((_, n) => n).sort((a, b) => {
    const [one, other] = [stays[a] as Stay, stays[b] as Stay];
    return one.x0 - other.x0 || one.x1 - other.x1 || a - b;
  });
  const free = new Heap<number>((a, b) => a < b);
  const busy = new Heap<{ until: number; place: number }>((a, b) => a.until < b.until);
  const places = new Array<number>(stays.length).fill(0);
  let count = 0;
  for (const n of order) {
    const { x0, x1 } = stays[n] as Stay;
    while (busy.first && busy.first.until + apart <= x0) free.push((busy.pop() as { place: number }).place);
    const place = free.pop() ?? count++;
    places[n] = place;
    busy.push({ until: x1, place });
  }
  return { places, count };
}
