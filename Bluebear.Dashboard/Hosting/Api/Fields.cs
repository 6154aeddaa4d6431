using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Checks of a request's fields. Each refuses with 400 and names the field.</summary>
internal static class Fields
{
    /// <summary>A required text.</summary>
    public static string Required([NotNull] string? value, string field) =>
        string.IsNullOrWhiteSpace(value) ? throw Missing(field) : value;

    /// <summary>A required value.</summary>
    public static T Required<T>([NotNull] T? value, string field)
        where T : struct => value ?? throw Missing(field);

    /// <summary>A required value.</summary>
    public static T Required<T>([NotNull] T? value, string field)
        where T : class => value ?? throw Missing(field);

    /// <summary>A day or an instant of the query; null if it is missing.</summary>
    public static BookBound? Bound(string? text, string field) =>
        text is null ? null
        : BookBound.TryParse(text, out var bound) ? bound
        : throw Invalid(field, "This is neither a day like 2026-01-31 nor an instant like 2026-01-31T09:00:00Z.");

    /// <summary>An id from the path or the body. 404 for text that cannot be an id.</summary>
    public static long Id(string prefix, string? text, string what, string? field = null) =>
        PublicId.TryParse(prefix, text, out var id) ? id : throw new ApiProblemException(ApiProblem.NotFound(what, field));

    /// <summary>Whether the query asks for a dry run.</summary>
    public static bool DryRun(string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Invalid("dry_run", "This must be true or false."),
    };

    /// <summary>400 about one field.</summary>
    public static ApiProblemException Invalid(string field, string message) => new(ApiProblem.Invalid(field, message));

    private static ApiProblemException Missing(string field) => Invalid(field, "This is required.");
}
