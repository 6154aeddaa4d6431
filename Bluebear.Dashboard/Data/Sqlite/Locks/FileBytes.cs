namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>Locks on single bytes of a file, which hold between processes and end with them.</summary>
/// <remarks>.NET has none on macOS: there, two processes on one database are not told apart.</remarks>
internal static class FileBytes
{
    /// <summary>Locks a byte; false if another process has it.</summary>
    public static bool TryLock(FileStream stream, long place)
    {
        if (OperatingSystem.IsMacOS())
        {
            return true;
        }

        try
        {
            stream.Lock(place, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Unlocks a byte.</summary>
    public static void Unlock(FileStream stream, long place)
    {
        if (!OperatingSystem.IsMacOS())
        {
            stream.Unlock(place, 1);
        }
    }
}
