namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Ends a request with a problem document: what was asked for cannot be read, or names what is not there.</summary>
/// <remarks>For what is rare. An answer that a caller gets in the ordinary course of things is returned, not thrown.</remarks>
public sealed class ApiProblemException(ApiProblem problem) : Exception(problem?.Detail)
{
    /// <summary>The answer.</summary>
    public ApiProblem Problem { get; } = problem ?? throw new ArgumentNullException(nameof(problem));
}
