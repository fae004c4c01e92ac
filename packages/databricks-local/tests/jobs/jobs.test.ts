import assert from "node:assert/strict";
import { place } from "../place";
import { asJson, locally, NOW, refusal, type Json } from "../use-workspace";
import { asList, notebookTask, useJobs } from "./use-jobs";

const task = (key: string, more: Json = {}) => notebookTask("/Shared/n", { task_key: key, ...more });

describe("Jobs", () => {
  const { call, ok, createJob, restart } = useJobs({ shared: true });
  const named = (name: string) => `${place.prefix}${name}`;
  const get = (jobId: number) => ok("GET", `/api/2.2/jobs/get?job_id=${jobId}`);
  const refused = async (settings: Json) => {
    const [status, code, message] = refusal(await call("POST", "/api/2.2/jobs/create", settings));
    assert.deepEqual([status, code], [400, "INVALID_PARAMETER_VALUE"]);
    return message;
  };

  const ANSWERED = locally("a restart, and the tests' clock", async () => {
    const id = await createJob({ name: "alerting_tables_job", tasks: [task("t")] });
    const expected = {
      job_id: id,
      creator_user_name: "local.user@example.com",
      run_as_user_name: "local.user@example.com",
      created_time: NOW.getTime(),
      settings: {
        name: "alerting_tables_job",
        email_notifications: {},
        webhook_notifications: {},
        format: "MULTI_TASK",
        timeout_seconds: 0,
        max_concurrent_runs: 1,
        tasks: [
          {
            task_key: "t",
            run_if: "ALL_SUCCESS",
            timeout_seconds: 0,
            email_notifications: {},
            notebook_task: { notebook_path: "/Shared/n", source: "WORKSPACE" },
          },
        ],
      },
    };
    assert.deepEqual(await get(id), expected);
    await restart();
    assert.deepEqual(await ok("GET", `/api/2.1/jobs/get?job_id=${id}`), expected);
  });
  it("are answered with what the service fills in, over a restart too", ANSWERED);

  const LISTED = locally("a workspace of its own", async () => {
    const ids = [await createJob({ name: "one" }), await createJob({ name: "Two", tasks: [task("t")] })];
    const first = await ok("GET", "/api/2.2/jobs/list?limit=1");
    assert.ok(Array.isArray(first.jobs));
    const [newest] = first.jobs.map(asJson);
    assert.deepEqual([newest?.job_id, "tasks" in asJson(newest?.settings)], [ids[1], false]);
    const second = await ok("GET", `/api/2.2/jobs/list?limit=1&page_token=${String(first.next_page_token)}`);
    assert.deepEqual([asList(second.jobs)[0]?.job_id, second.has_more], [ids[0], true]);
    const byName = await ok("GET", "/api/2.2/jobs/list?name=two&expand_tasks=true");
    assert.deepEqual([byName.has_more, asList(byName.jobs)[0]?.job_id], [false, ids[1]]);
  });
  it("are listed newest first, in pages, without their tasks, by name too", LISTED);

  it("change by what is named: fields are replaced, tasks merged by their key, fields removed", async () => {
    const id = await createJob({
      name: named("job"),
      tags: { a: "1" },
      timeout_seconds: 60,
      tasks: [task("one"), task("two"), task("three")],
    });
    await ok("POST", "/api/2.2/jobs/update", {
      job_id: id,
      new_settings: { tags: { b: "2" }, tasks: [task("two", { timeout_seconds: 5 }), task("four")] },
      fields_to_remove: ["timeout_seconds", "tasks/three"],
    });
    const settings = asJson((await get(id)).settings);
    assert.deepEqual([settings.tags, settings.timeout_seconds], [{ b: "2" }, 0]);
    assert.ok(Array.isArray(settings.tasks));
    assert.deepEqual(
      settings.tasks.map(asJson).map(({ task_key, timeout_seconds }) => [task_key, timeout_seconds]),
      [
        ["one", 0],
        ["two", 5],
        ["four", 0],
      ],
    );
  });

  it("keep the identity that they run as when all settings are reset", async () => {
    const run_as = { user_name: place.userName };
    const id = await createJob({ name: named("before"), run_as, tags: { a: "1" }, tasks: [task("t")] });
    await ok("POST", "/api/2.2/jobs/reset", { job_id: id, new_settings: { name: named("after") } });
    const { name, run_as: kept, tags, tasks } = asJson((await get(id)).settings);
    assert.deepEqual([name, kept, tags, tasks], [named("after"), run_as, undefined, undefined]);
  });

  it("are gone after a delete, in the words that the SDKs know", async () => {
    const id = await createJob({ name: named("gone") });
    await ok("POST", "/api/2.2/jobs/delete", { job_id: id });
    const message = `Job ${id} does not exist.`;
    const answer = await call("GET", `/api/2.2/jobs/get?job_id=${id}`);
    assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
  });

  const FAULTS = locally("its own refusals", async () => {
    const message = await refused({
      tasks: [{ task_key: "bad key", spark_jar_task: {} }],
      schedule: { quartz_cron_expression: "* * * * *", timezone_id: "Mars" },
      git_source: {},
    });
    assert.deepEqual(String(message).split("; ").slice(0, 3), [
      "git_source: is not supported by the local workspace: import the notebooks instead",
      "tasks[0].task_key: must be 1 to 100 letters, digits, - and _",
      "tasks[0].spark_jar_task: is not supported by the local workspace, " +
        "which runs notebook_task, sql_task, run_job_task, alert_task, condition_task",
    ]);
    assert.match(String(message), /timezone_id: 'Mars' is not a time zone id$/);
  });
  it("are refused with every fault at once, kinds of tasks by their name", FAULTS);

  it("are refused when their tasks depend on each other in a circle, or on nothing", async () => {
    const after = (...keys: string[]) => ({ depends_on: keys.map((task_key) => ({ task_key })) });
    assert.equal(
      await refused({ tasks: [task("a", after("b")), task("b", after("a"))] }),
      "tasks: the tasks a → b → a depend on each other in a circle",
    );
    assert.equal(
      await refused({ tasks: [task("a", after("x")), task("a")] }),
      "tasks: task_key 'a' is used twice; tasks: task 'a' depends on 'x', which is no task of the job",
    );
  });

  it("are refused when they would run themselves", async () => {
    const runs = (job_id: number) => ({
      name: named("outer"),
      tasks: [{ task_key: "t", run_job_task: { job_id } }],
    });
    const inner = await createJob({ name: named("inner") });
    const outer = await createJob(runs(inner));
    const answer = await call("POST", "/api/2.2/jobs/reset", { job_id: inner, new_settings: runs(outer) });
    const message = `run_job_task: the job would run itself (${inner} → ${outer} → ${inner})`;
    assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    assert.equal(await refused(runs(1)), "Job 1 does not exist.");
  });
});
