using MudBlazor;
using static Bluebear.Dashboard.Ui.Theming.ThemeColours;

namespace Bluebear.Dashboard.Ui.Theming;

/// <summary>
/// The design as MudBlazor is told it: <see cref="ThemeColours"/>, Inter, sizes. It reaches the browser as <see cref="ThemeSheet"/>;
/// no page renders MudBlazor's theme provider.
/// </summary>
public static class BluebearTheme
{
    private static readonly string[] Inter = ["Inter Variable", "Inter", "system-ui", "-apple-system", "Segoe UI", "sans-serif"];

    /// <summary>The one theme of the product, light and dark.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), static colour => colour.Light),
        PaletteDark = Fill(new PaletteDark(), static colour => colour.Dark),
        Typography = Fonts(),
        LayoutProperties = new() { DefaultBorderRadius = "6px", AppbarHeight = "56px", DrawerWidthLeft = "232px" },
    };

    // Every colour is set: what is left out is Material's.
    private static T Fill<T>(T palette, Func<ThemeColour, string> of)
        where T : Palette
    {
        FillKinds(palette, of);
        FillWords(palette, of);
        FillGrounds(palette, of);
        FillLines(palette, of);
        return palette;
    }

    private static void FillKinds(Palette palette, Func<ThemeColour, string> of)
    {
        (palette.Primary, palette.PrimaryContrastText) = (of(Primary), of(OnPrimary));
        (palette.PrimaryDarken, palette.PrimaryLighten) = (of(PrimaryStrong), of(Primary));
        (palette.Secondary, palette.SecondaryContrastText) = (of(Ink2), of(OnWord));
        (palette.SecondaryDarken, palette.SecondaryLighten) = (of(Ink), of(Ink3));
        (palette.Tertiary, palette.TertiaryContrastText) = (of(InfoDot), of(OnWord));
        (palette.TertiaryDarken, palette.TertiaryLighten) = (of(InfoDot), of(InfoDot));
        (palette.Info, palette.InfoContrastText) = (of(Link), of(OnWord));
        (palette.InfoDarken, palette.InfoLighten) = (of(Link), of(Link));
        (palette.Success, palette.SuccessContrastText) = (of(Good), of(OnWord));
        (palette.SuccessDarken, palette.SuccessLighten) = (of(Good), of(GoodDot));
        (palette.Warning, palette.WarningContrastText) = (of(Warning), of(OnWord));
        (palette.WarningDarken, palette.WarningLighten) = (of(Warning), of(WarningDot));
        (palette.Error, palette.ErrorContrastText) = (of(Danger), of(OnWord));
        (palette.ErrorDarken, palette.ErrorLighten) = (of(Danger), of(DangerDot));
        (palette.Dark, palette.DarkContrastText) = (of(Toast), of(OnPrimary));
        (palette.DarkDarken, palette.DarkLighten) = (of(Toast), of(Toast));
    }

    private static void FillWords(Palette palette, Func<ThemeColour, string> of)
    {
        (palette.Black, palette.White) = (of(Ink), of(OnPrimary));
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (of(Ink), of(Ink2), of(Ink3));
        (palette.ActionDefault, palette.ActionDisabled) = (of(Ink2), of(Ink3));
        (palette.AppbarText, palette.DrawerText, palette.DrawerIcon) = (of(Ink), of(Ink2), of(Ink2));
    }

    private static void FillGrounds(Palette palette, Func<ThemeColour, string> of)
    {
        (palette.Background, palette.BackgroundGray, palette.Surface) = (of(ThemeColours.Page), of(Soft), of(Surface));
        (palette.AppbarBackground, palette.DrawerBackground) = (of(Surface), of(ThemeColours.Page));
        (palette.ActionDisabledBackground, palette.Skeleton) = (of(Soft), of(Soft));
        (palette.TableHover, palette.TableStriped) = (of(Softer), of(Softer));
        // What is pressed does not spread in circles.
        (palette.HoverOpacity, palette.RippleOpacity, palette.RippleOpacitySecondary) = (0.09, 0, 0);
        (palette.OverlayDark, palette.OverlayLight) = (of(Veil), of(Veil));
    }

    private static void FillLines(Palette palette, Func<ThemeColour, string> of)
    {
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (of(Line), of(LineInput), of(Line));
        (palette.Divider, palette.DividerLight) = (of(Line), of(Soft));
        (palette.GrayLighter, palette.GrayLight) = (of(Line), of(LineInput));
        (palette.GrayDefault, palette.GrayDark, palette.GrayDarker) = (of(LineStrong), of(Ink3), of(Ink2));
    }

    private static Typography Fonts() => new()
    {
        Default = new DefaultTypography { FontFamily = Inter, FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
        H1 = new H1Typography { FontSize = "22px", FontWeight = "650", LineHeight = "28px", LetterSpacing = "-0.015em" },
        H2 = new H2Typography { FontSize = "15px", FontWeight = "600", LineHeight = "20px", LetterSpacing = "-0.005em" },
        H3 = new H3Typography { FontSize = "13px", FontWeight = "600", LineHeight = "20px", LetterSpacing = "normal" },
        H5 = new H5Typography { FontSize = "24px", FontWeight = "600", LineHeight = "32px", LetterSpacing = "-0.015em" },
        H6 = new H6Typography { FontSize = "18px", FontWeight = "650", LineHeight = "26px", LetterSpacing = "-0.01em" },
        Subtitle1 = new Subtitle1Typography { FontSize = "13px", LineHeight = "20px", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontSize = "13px", FontWeight = "600", LineHeight = "20px", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontSize = "13px", LineHeight = "20px", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontSize = "13px", LineHeight = "20px", LetterSpacing = "normal" },
        Button = new ButtonTypography
        {
            FontSize = "13px",
            FontWeight = "550",
            LineHeight = "20px",
            LetterSpacing = "normal",
            TextTransform = "none",
        },
        Caption = new CaptionTypography { FontSize = "12px", LineHeight = "16px", LetterSpacing = "normal" },
        Overline = new OverlineTypography { FontSize = "12px", LineHeight = "16px", LetterSpacing = "normal", TextTransform = "none" },
    };
}
