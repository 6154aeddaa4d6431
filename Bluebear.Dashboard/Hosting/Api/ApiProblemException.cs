namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Ends a request with a problem document, because it cannot be read or names something that does not exist.</summary>
/// <remarks>For rare cases. Endpoints return expected errors instead of throwing.</remarks>
public sealed class ApiProblemException(ApiProblem problem) : Exception(problem?.Detail)
{
    /// <summary>The answer.</summary>
    public ApiProblem Problem { get; } = problem ?? throw new ArgumentNullException(nameof(problem));
}
