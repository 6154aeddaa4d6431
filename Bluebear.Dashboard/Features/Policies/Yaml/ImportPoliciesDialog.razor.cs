using System.Text;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Imports policies from a file or typed text, and first shows the changes.</summary>
public partial class ImportPoliciesDialog
{
    private const int MostShown = 50;

    // A browser sends a limited amount at once. A text that the box cut off would look like a shorter list of groups.
    private const int LongestText = 8_000;

    private byte[]? _file;
    private string _text = "";
    private string _reason = "";
    private PolicyImport? _preview;
    private int _version;

    [Inject]
    public required ImportPolicies Service { get; init; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was imported.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    private string FileId { get; } = ElementIds.Next("file");

    private bool CanImport => !IsBusy && _preview?.Outcome is { ChangesAnything: true };

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_file, _text, _preview, Problem) = (null, "", null, null);
        (_file, Problem) = await UploadedFile.ReadAsync(change.File, PolicyFile.MaxBytes, Gone);
        if (_file is not null)
        {
            await PreviewAsync();
        }
    }

    private Task TypedAsync(string text)
    {
        _text = text;
        if (text.Length > LongestText)
        {
            (_file, _preview, Problem) = (null, null, $"This text has more than {LongestText} characters. Save it as a file and choose the file.");
            _version++;
            return Task.CompletedTask;
        }

        _file = string.IsNullOrWhiteSpace(text) ? null : Encoding.UTF8.GetBytes(text);
        return PreviewAsync();
    }

    private Task PreviewAsync()
    {
        _preview = null;
        var version = ++_version;
        return _file is not { } file ? Task.CompletedTask : TryAsync(() => ReadableAsync(async () =>
        {
            var preview = await Service.PreviewAsync(file, Gone);
            if (version == _version)
            {
                _preview = preview;
            }
        }));
    }

    private Task ImportAsync() => !CanImport || _file is not { } file ? Task.CompletedTask : SubmitAsync(
        () => Service.RunAsync(file, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim()),
        import =>
        {
            _preview = import;
            return import.Outcome is { } outcome
                ? EndAsync(OnDone, $"Imported: {outcome.Groups.Count} groups changed, {outcome.Whole!.Groups.Count} are mapped.")
                : Task.CompletedTask;
        });

    private async Task ReadableAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (FormatException problem)
        {
            Problem = $"Nothing can be imported: {problem.Message}";
        }
    }
}
