using Bluebear.Dashboard.Tests.Architecture.Planted.Features.Alpha;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Identity;

/// <summary>Planted: signing in knows a feature.</summary>
internal sealed class SignInThatKnowsAFeature
{
    public static object Make() => new AlphaService();
}
