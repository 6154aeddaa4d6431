using System.Text;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>Takes rules over from a file or from what is written, and shows first what that changes.</summary>
public partial class ImportPoliciesDialog
{
    private const int MostShown = 50;

    // What a browser sends at once is limited. A text that the box cut off would pass for a shorter list of groups.
    private const int LongestText = 8_000;

    private byte[]? _file;
    private string _text = "";
    private string _reason = "";
    private PolicyImport? _preview;
    private int _version;
    private bool _busy;
    private string? _refusal;

    [Inject]
    public required ImportPolicies Service { get; init; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>It was imported: what to tell.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    private string FileId { get; } = ElementIds.Next("file");

    private bool CanImport => !_busy && _preview?.Outcome is { ChangesAnything: true };

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_file, _text, _preview, _refusal) = (null, "", null, null);
        if (change.File.Size > PolicyFile.MaxBytes)
        {
            _refusal = $"The file is larger than {PolicyFile.MaxBytes / (1024 * 1024)} MiB.";
            return;
        }

        try
        {
            using var copy = new MemoryStream();
            await using var upload = change.File.OpenReadStream(PolicyFile.MaxBytes);
            await upload.CopyToAsync(copy);
            _file = copy.ToArray();
        }
        catch (IOException)
        {
            _refusal = "The file could not be read. Choose it again.";
        }

        await PreviewAsync();
    }

    private Task TypedAsync(string text)
    {
        _text = text;
        if (text.Length > LongestText)
        {
            (_file, _preview, _refusal) = (null, null, $"This is longer than the {LongestText} characters that can be written here. Choose it as a file.");
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
        return TryAsync(async file =>
        {
            var preview = await Service.PreviewAsync(file);
            if (version == _version)
            {
                _preview = preview;
            }
        });
    }

    private async Task ImportAsync()
    {
        if (!CanImport)
        {
            return;
        }

        _busy = true;
        await TryAsync(async file =>
        {
            var import = await Service.RunAsync(file, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());
            if (import.Outcome is { } outcome)
            {
                await OnDone.InvokeAsync($"Imported: {outcome.Groups.Count} groups changed, {outcome.Whole!.Groups.Count} are mapped.");
            }
            else
            {
                _preview = import;
            }
        });
        _busy = false;
    }

    private async Task TryAsync(Func<byte[], Task> work)
    {
        _refusal = null;
        if (_file is null)
        {
            return;
        }

        try
        {
            await work(_file);
        }
        catch (FormatException problem)
        {
            _refusal = $"Nothing can be imported: {problem.Message}";
        }
        catch (AccessRefusedException refused)
        {
            _refusal = refused.Message;
        }
        catch (LedgerUnavailableException)
        {
            _refusal = "The database cannot be written now. Nothing was imported; try again.";
        }
    }
}
