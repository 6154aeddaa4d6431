using System.Buffers.Binary;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// What a transfer does to the base of an account: the balance that "used" and "percent left" are counted against. A closed set.
/// The values are stored and sealed.
/// </summary>
public enum BaseChange
{
    /// <summary>
    /// The base stays: usage, and credits that a switch of the credit mode takes from an account or gives back.
    /// </summary>
    None = 0,

    /// <summary>The balance after the transfer becomes the base: a purchase, an allocation, an expiry.</summary>
    Set = 1,

    /// <summary>The base moves by the amount: the pool's side of a switch of the credit mode.</summary>
    Shift = 2,

    /// <summary>Undoes what the reversed transfer did to the base.</summary>
    Undo = 3,
}

/// <summary>What a transfer does to the base of one of its accounts, and what it replaces.</summary>
/// <param name="Change">What it does.</param>
/// <param name="Before">The base before it if it sets one; otherwise zero.</param>
/// <param name="Previous">The transfer that had set the base before, if it sets one; otherwise null.</param>
public readonly record struct BaseStep(BaseChange Change, Credits Before = default, TransferId? Previous = null);

/// <summary>
/// What a transfer does to the bases of its two accounts. Written once, with the transfer. Most transfers have none.
/// </summary>
/// <param name="From">On the account that the credits left.</param>
/// <param name="To">On the account that they reached.</param>
public sealed record BaseChanges(BaseStep From, BaseStep To)
{
    private const int StepSize = 2 * sizeof(long);

    /// <summary>Both steps, or null if neither does anything, as for usage.</summary>
    public static BaseChanges? Of(BaseStep from, BaseStep to) =>
        from.Change == BaseChange.None && to.Change == BaseChange.None ? null : new(from, to);

    /// <summary>
    /// One byte for both changes. Then, for each change that sets a base, in order: the base before it and the id of the transfer
    /// that had set that base (0 for none), as big-endian 64-bit integers.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[1 + SizeOf(From) + SizeOf(To)];
        bytes[0] = (byte)((int)From.Change | ((int)To.Change << 4));
        Write(From, bytes.AsSpan(1));
        Write(To, bytes.AsSpan(1 + SizeOf(From)));
        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes"/>.</exception>
    public static BaseChanges Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException("What a transfer does to the bases of its accounts is empty.");
        }

        var (from, to) = ((BaseChange)(bytes[0] & 15), (BaseChange)(bytes[0] >> 4));
        var fromSize = from == BaseChange.Set ? StepSize : 0;
        if (from > BaseChange.Undo || to > BaseChange.Undo || bytes.Length != 1 + fromSize + (to == BaseChange.Set ? StepSize : 0))
        {
            throw new InvalidDataException("What a transfer does to the bases of its accounts cannot be read.");
        }

        return new(ReadStep(from, bytes[1..]), ReadStep(to, bytes[(1 + fromSize)..]));
    }

    private static int SizeOf(BaseStep step) => step.Change == BaseChange.Set ? StepSize : 0;

    private static void Write(BaseStep step, Span<byte> bytes)
    {
        if (step.Change == BaseChange.Set)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, step.Before.MicroCredits);
            BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], step.Previous?.Value ?? 0);
        }
    }

    private static BaseStep ReadStep(BaseChange change, ReadOnlySpan<byte> bytes)
    {
        if (change != BaseChange.Set)
        {
            return new(change);
        }

        var previous = BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]);
        return new(change, Credits.FromMicroCredits(BinaryPrimitives.ReadInt64BigEndian(bytes)), previous == 0 ? null : new(previous));
    }
}
