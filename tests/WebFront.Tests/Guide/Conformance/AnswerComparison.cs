using System.Text.Json;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>Holds an answer against the guide's sample, field by field. Fields beyond the sample are welcome.</summary>
/// <param name="slugs">Canonical slugs by the names that the guide has for personas in places.</param>
internal sealed class AnswerComparison(GuideEndpoint endpoint, Placeholders placeholders, IReadOnlyDictionary<string, string> slugs)
{
    /// <summary>By what a sample's element is found in the answer, when it does not stand for another.</summary>
    private static readonly string[] Keys = ["id", "slug", "value"];

    private readonly List<FieldCheck> checks = [];

    public IReadOnlyList<FieldCheck> Of(JsonElement answer)
    {
        Compare(endpoint.Sample, answer, "");
        return checks;
    }

    private void Compare(JsonElement sample, JsonElement? answer, string path)
    {
        if (answer is not { } there) Note(path, Agreement.Value, "is missing");
        else if (FreeFields.Find(endpoint, path) is not null) Note(path, Agreement.Type, JsonTypes.Difference(sample, there));
        else if (sample.ValueKind == JsonValueKind.Object) CompareObjects(sample, there, path);
        else if (sample.ValueKind == JsonValueKind.Array) CompareArrays(sample, there, path);
        else if (sample.ValueKind == JsonValueKind.String) CompareTexts(sample.GetString()!, there, path);
        else Note(path, Agreement.Value, Same(sample, there) ? null : $"is {there.GetRawText()}, not {sample.GetRawText()}");
    }

    private void CompareObjects(JsonElement sample, JsonElement answer, string path)
    {
        if (answer.ValueKind != JsonValueKind.Object) Note(path, Agreement.Type, $"is {answer.GetRawText()}, not an object");
        else
            foreach (var field in sample.EnumerateObject())
                Compare(field.Value, answer.TryGetProperty(field.Name, out var value) ? value : null, path is "" ? field.Name : $"{path}.{field.Name}");
    }

    private void CompareArrays(JsonElement sample, JsonElement answer, string path)
    {
        if (answer.ValueKind != JsonValueKind.Array)
        {
            Note(path, Agreement.Type, $"is {answer.GetRawText()}, not an array");
            return;
        }

        var elements = sample.EnumerateArray().ToList();
        if (elements is [{ ValueKind: JsonValueKind.Object }, ..])
            for (var i = 0; i < elements.Count; i++) Compare(elements[i], Counterpart(elements[i], answer, i), $"{path}[]");
        else
        {
            var expected = elements.Select(element => Canonical(element.GetString()!, path));
            var actual = answer.EnumerateArray().Select(element => element.GetString()!).ToList();
            Note(path, Agreement.Value, expected.SequenceEqual(actual) ? null : $"is {answer.GetRawText()}, not {sample.GetRawText()}");
        }
    }

    private JsonElement? Counterpart(JsonElement sample, JsonElement answer, int index)
    {
        var key = Keys.FirstOrDefault(name => sample.TryGetProperty(name, out var id) && SampleFormat.Of(id.GetString()!) is null);
        if (key is null) return index < answer.GetArrayLength() ? answer[index] : null;
        var wanted = Canonical(sample.GetProperty(key).GetString()!, key);
        return answer.EnumerateArray().Where(element => element.GetProperty(key).GetString() == wanted).Cast<JsonElement?>().SingleOrDefault();
    }

    private void CompareTexts(string sample, JsonElement answer, string path)
    {
        if (answer.ValueKind != JsonValueKind.String)
        {
            Note(path, Agreement.Type, $"is {answer.GetRawText()}, not a string");
            return;
        }

        var text = answer.GetString()!;
        if (SampleFormat.Of(sample) is { } format)
            Note(path, Agreement.Form,
                !format.Answer.IsMatch(text) ? $"is '{text}', which has not the form of '{sample}' ({format.Name})"
                : format.Identifies && !placeholders.Stands(sample, text) ? $"is '{text}', but '{sample}' stood for '{placeholders.Fill(sample)}' before"
                : null);
        else
        {
            var expected = placeholders.Fill(Canonical(sample, path));
            Note(path, Agreement.Value, text == expected ? null : $"is '{text}', not '{expected}'");
        }
    }

    private string Canonical(string sample, string path) =>
        GuideSlugs.IsSlug(path) ? slugs.GetValueOrDefault(sample, sample) : sample;

    private static bool Same(JsonElement sample, JsonElement answer) => sample.ValueKind == answer.ValueKind
        && (sample.ValueKind != JsonValueKind.Number || sample.GetDecimal() == answer.GetDecimal());

    private void Note(string path, Agreement agreement, string? wrong) => checks.Add(new FieldCheck(path, agreement, wrong));
}
