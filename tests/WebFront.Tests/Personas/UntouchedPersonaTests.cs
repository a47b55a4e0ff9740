using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Personas;

/// <summary>Personas before anybody talks with them or rates them: a server of their own, for on the others' somebody has.</summary>
public sealed class UntouchedPersonaTests(FrontServer server) : IClassFixture<FrontServer>
{
    [Fact]
    public async Task The_list_of_the_guide_begins_as_in_the_guide()
    {
        var answer = await server.Anonymous.GetAsync("/personas?user_tier=premium&category=education&ad_supported=true&sort_by=rating&limit=20").Ok();
        var list = answer.GetProperty("personas").EnumerateArray().ToList();
        Assert.Equal(
            """{"slug":"professor-oak-tutor","name":"Professor Oak","summary":"Patient academic tutor who breaks down complex subjects into digestible lessons with encouraging guidance.","category":"education","access_level":"free","rating":4.9,"cost_multiplier":0.8,"session_limit":90,"age_restriction":null,"ad_supported":true,"premium_features":["homework_checker","study_plan_generator","progress_tracking"],"estimated_cost_per_hour":8.0}""",
            list[0].GetRawText());
        Assert.All(list, persona => Assert.Equal(("education", true), (persona.Text("category"), persona.GetProperty("ad_supported").GetBoolean())));
    }

    [Fact]
    public async Task The_details_are_those_of_the_guide_by_every_spelling()
    {
        const string Guide = """{"slug":"professor-oak-tutor","name":"Professor Oak","summary":"Patient academic tutor who breaks down complex subjects into digestible lessons with encouraging guidance.","persona":"Wise, patient, encouraging, uses analogies and real-world examples, celebrates small wins.","purpose":"Help students understand difficult concepts, provide homework guidance, and build confidence in learning.","category":"education","access_level":"free","voice":{"tts":"onyx","style":"warm professorial tone"},"tools":["check_time_balance","create_quiz","explain_concept","suggest_resources"],"safety":"Encourage academic integrity, never do homework for students, focus on teaching understanding.","age_restriction":null,"rating":4.9,"usage_count":10452,"cost_multiplier":0.8,"session_limit":90,"daily_limit":null,"ad_supported":true,"premium_features":["homework_checker","study_plan_generator","progress_tracking"],"user_customizable_fields":["subject_focus","difficulty_level"],"created_at":"2025-06-01T00:00:00.000Z"}""";
        foreach (var spelling in new[] { "professor-oak-tutor", "professor_oak", "Professor_Oak_Tutor", "professor%5Foak" })
            Assert.Equal(Guide, (await server.Anonymous.GetAsync($"/personas/{spelling}").Ok()).GetRawText());
    }
}
