namespace Bluebear.Dashboard.Data;

/// <summary>The configured file cannot be this program's database, and was not changed. The message says what to do.</summary>
public class UnusableDatabaseException(string message) : IOException(message);

/// <summary>A newer version made the database. This version does not know its schema.</summary>
public sealed class UnknownSchemaException(string file, string migration) : UnusableDatabaseException(
    $"The database {file} is newer than this program, which does not know its migration {migration}. It was left as it is: "
    + "use the newer version, or name another file in ConnectionStrings__Bluebear.");
