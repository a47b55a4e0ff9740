using System.Text.Json;
using MindBot.Tests.Clients;

namespace MindBot.Process.Tests.Server;

/// <summary>Has the auditor recompute wallets.</summary>
internal sealed class Operator(Uri address) : IDisposable
{
    private const string Key = "a key of the crash tests' operators";

    private readonly HttpClient http = new() { BaseAddress = address, DefaultRequestHeaders = { { "X-Admin-Key", Key }, { "X-Operator", "tests" } } };
    private readonly Dictionary<Person, string> ids = [];

    /// <summary>What the server must be told to let operators in.</summary>
    public static readonly string[] Settings = ["--MINDBOT_ADMIN_KEY", Key];

    /// <summary>Every rule holds in every wallet, as it is at this moment.</summary>
    public async Task Audit(IEnumerable<Person> people)
    {
        foreach (var person in people)
        {
            if (!ids.TryGetValue(person, out var id)) ids[person] = id = (await person.Get("/auth/me")).Ok.GetProperty("id").GetString()!;
            using var answer = await http.GetAsync($"/admin/audit?user_id={id}");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{person}: {text}");
            var violations = JsonDocument.Parse(text).RootElement.GetProperty("audited").GetProperty("violations");
            Assert.True(violations.GetArrayLength() == 0, $"{person}: {violations}");
        }
    }

    public void Dispose() => http.Dispose();
}
