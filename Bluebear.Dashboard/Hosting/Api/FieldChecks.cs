namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// Collects the errors of a body and keeps the first. For many bodies in one request, for which throwing would be slow.
/// </summary>
internal sealed class FieldChecks
{
    /// <summary>The first error, or null.</summary>
    public ApiProblem? Problem { get; private set; }

    /// <summary>Adds an error of a field.</summary>
    public void Refuse(string field, string message) => Refuse(ApiProblem.Invalid(field, message));

    /// <summary>Adds an error.</summary>
    public void Refuse(ApiProblem problem) => Problem ??= problem;

    /// <summary>Adds an error of a field unless <paramref name="isRight"/>.</summary>
    public void Require(bool isRight, string field, string message)
    {
        if (!isRight)
        {
            Refuse(field, message);
        }
    }

    /// <summary>Ends the request with 400 if there was an error.</summary>
    public void ThrowIfRefused()
    {
        if (Problem is { } problem)
        {
            throw new ApiProblemException(problem);
        }
    }
}
