namespace Bluebear.Dashboard.Data;

/// <summary>The database was made by a version whose schema this one does not know; it was left as it is.</summary>
public sealed class UnknownSchemaException(string file, string migration) : IOException(
    $"The database {file} was made by another version of Bluebear (its schema is {migration}) and was left as it is. "
    + "Use that version, or name another file in ConnectionStrings__Bluebear.");
