namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>One setting that cannot be used as it is.</summary>
/// <param name="Key">The key as configuration names it ("Clock:Start").</param>
/// <param name="Problem">What is wrong, to be read after the key ("is no whole number: abc").</param>
public sealed record SettingProblem(string Key, string Problem);
