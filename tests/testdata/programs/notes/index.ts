import * as pulumi from "@pulumi/pulumi";
import { Note } from "./note";

const config = new pulumi.Config();
const first = new Note("first", { text: config.require("text") });
const second = new Note("second", { text: pulumi.interpolate`after ${first.length}` });

export const text = second.text;
