namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>A setting with a wrong value.</summary>
/// <param name="Key">The key as configuration names it ("Clock:Start").</param>
/// <param name="Problem">What is wrong, to be read after the key ("is not a whole number: abc").</param>
public sealed record SettingProblem(string Key, string Problem);
