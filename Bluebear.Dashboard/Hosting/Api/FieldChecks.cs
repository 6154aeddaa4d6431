namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Collects what is wrong with a body: the first thing counts. For many bodies in one request, where throwing would be slow.</summary>
internal sealed class FieldChecks
{
    /// <summary>The first thing that was wrong, or null.</summary>
    public ApiProblem? Problem { get; private set; }

    /// <summary>Notes what is wrong with a field.</summary>
    public void Refuse(string field, string message) => Refuse(ApiProblem.Invalid(field, message));

    /// <summary>Notes what is wrong.</summary>
    public void Refuse(ApiProblem problem) => Problem ??= problem;

    /// <summary>Notes what is wrong with a field unless it is right.</summary>
    public void Require(bool isRight, string field, string message)
    {
        if (!isRight)
        {
            Refuse(field, message);
        }
    }

    /// <summary>Ends the request with 400 where something was wrong.</summary>
    public void ThrowIfRefused()
    {
        if (Problem is { } problem)
        {
            throw new ApiProblemException(problem);
        }
    }
}
