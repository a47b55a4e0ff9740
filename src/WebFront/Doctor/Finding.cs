namespace MindBot.WebFront.Doctor;

internal enum Verdict { Ok, Warn, Fail }

/// <summary>What the doctor found about one thing. Carries no secret.</summary>
/// <param name="Advice">What to do, in one line or more, where something is wrong.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Text, string? Advice = null)
{
    public static Finding Ok(string subject, string text) => new(Verdict.Ok, subject, text);

    public static Finding Warn(string subject, string text, string advice) => new(Verdict.Warn, subject, text, advice);

    /// <param name="advice">Null where the text says it already.</param>
    public static Finding Fail(string subject, string text, string? advice = null) => new(Verdict.Fail, subject, text, advice);

    public override string ToString()
    {
        var verdict = Verdict switch { Verdict.Ok => "ok", Verdict.Warn => "warn", _ => "FAIL" };
        var line = $"{verdict,-6}{Subject,-18}{Text}";
        return Advice is null ? line : $"{line}\n        {Advice.ReplaceLineEndings("\n        ")}";
    }
}
