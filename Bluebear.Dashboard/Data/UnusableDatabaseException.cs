namespace Bluebear.Dashboard.Data;

/// <summary>The file that the settings name cannot be this program's database; it was left as it is. The message says what to do.</summary>
public class UnusableDatabaseException(string message) : IOException(message);

/// <summary>The database was made by a newer version, whose schema this one does not know.</summary>
public sealed class UnknownSchemaException(string file, string migration) : UnusableDatabaseException(
    $"The database {file} is newer than this program, which does not know its migration {migration}. It was left as it is: "
    + "use the newer version, or name another file in ConnectionStrings__Bluebear.");
